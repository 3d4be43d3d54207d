// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Whether state is kept where it outlives the processes. */
final class CheckpointsCheck implements Check {
    private static final String DIRECTORY = CheckpointingOptions.CHECKPOINTS_DIRECTORY.key();
    private static final String ROCKSDB = "rocksdb";

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) {
        String directory =
                deployment.configuration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        if (directory == null) {
            found.accept(
                    Finding.fatal(
                            DIRECTORY,
                            "is not set; checkpoints would stay in the JobManager's memory and be"
                                    + " lost with it",
                            "Set it to a directory that all processes reach, such as"
                                    + " s3://BUCKET/mars/checkpoints."));
        } else {
            writable(directory, found);
        }
        String backend = deployment.configuration().get(StateBackendOptions.STATE_BACKEND);
        if (!ROCKSDB.equals(backend)) {
            found.accept(
                    Finding.warning(
                            StateBackendOptions.STATE_BACKEND.key(),
                            "is %s; users and items would have to fit the heap".formatted(backend),
                            "Set it to rocksdb."));
        }
    }

    private static void writable(String directory, Consumer<Finding> found) {
        Path probe = new Path(directory, "mars-preflight-" + UUID.randomUUID());
        try {
            FileSystem files = probe.getFileSystem();
            try (FSDataOutputStream out = files.create(probe, WriteMode.NO_OVERWRITE)) {
                out.write(0);
            }
            files.delete(probe, false);
        } catch (UnsupportedFileSystemSchemeException e) {
            found.accept(
                    Finding.warning(
                            DIRECTORY,
                            "is %s, whose file system this command does not have; whether it can be written to is not known"
                                    .formatted(directory),
                            "See that the cluster has its plugin, and that its processes may write"
                                    + " there."));
        } catch (IOException | IllegalArgumentException e) {
            found.accept(
                    Finding.fatal(
                            DIRECTORY,
                            "is %s, which cannot be written to: %s"
                                    .formatted(directory, e.getMessage()),
                            "Create it, grant writing to it, or name another."));
        }
    }
}
