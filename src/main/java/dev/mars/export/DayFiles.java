// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files of one day, one after the other. The next begins when the values in one took so many
 * bytes on the topic: a measure that depends on nothing but the outputs.
 */
final class DayFiles implements AutoCloseable {
    private final Path directory;
    private final Format format;
    private final long bytesPerFile;
    private final List<Manifest.File> finished = new ArrayList<>();
    private SequenceFile open;
    private Path file;
    private long outputs;
    private long bytes;

    DayFiles(Path directory, Format format, long bytesPerFile) {
        this.directory = directory;
        this.format = format;
        this.bytesPerFile = bytesPerFile;
    }

    /**
     * @param valueBytes that the output has on the topic
     */
    void write(AugmentedSequence sequence, long valueBytes) throws IOException {
        if (open == null) {
            file =
                    directory.resolve(
                            String.format(Locale.ROOT, "part-%05d.%s", finished.size(), format));
            open = format.open(file);
        }
        open.write(sequence);
        outputs++;
        bytes += valueBytes;
        if (bytes >= bytesPerFile) {
            finishFile();
        }
    }

    /** All of them, once nothing more is written. */
    List<Manifest.File> finish() throws IOException {
        if (open != null) {
            finishFile();
        }
        return finished;
    }

    private void finishFile() throws IOException {
        SequenceFile whole = open;
        open = null;
        whole.close();
        finished.add(new Manifest.File(file.getFileName().toString(), outputs, Files.size(file)));
        outputs = 0;
        bytes = 0;
    }

    /** Leaves a file that is not finished as it is: its directory was never put in place. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
