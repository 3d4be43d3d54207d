// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import dev.mars.command.terminal.CommonOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description =
                "Runs the augmentation job on the local stack, or on the session cluster at"
                        + " -Drest.address and -Drest.port with the jar of -Dpipeline.jars, until it is"
                        + " stopped. Ctrl-C cancels it; its last checkpoint stays and can be"
                        + " restored.")
public final class RunCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(names = "--bounded", description = "End at what the topics hold when the job starts.")
    private boolean bounded;

    @Option(
            names = "--detach",
            description = "Leave the job running on the cluster and return at once.")
    private boolean detach;

    @Option(
            names = "--restore",
            paramLabel = "PATH",
            description = "Checkpoint or savepoint to start from.")
    private String restore;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = options.requireCluster();
        if (restore != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        if (bounded && configuration.contains(StateRecoveryOptions.SAVEPOINT_PATH)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bounded and a state to start from ("
                            + configuration.get(StateRecoveryOptions.SAVEPOINT_PATH)
                            + ") do not go together: partitions of a live job's state have no end."
                            + " Leave one of them out, or replay a span with `mars backfill`");
        }
        JobClient job = Jobs.submit(configuration, bounded);
        var out = spec.commandLine().getOut();
        out.printf(
                "Job %s runs at http://%s:%d/#/job/running/%1$s%n",
                job.getJobID(),
                configuration.get(RestOptions.ADDRESS),
                configuration.get(RestOptions.PORT));
        out.flush();
        return detach ? 0 : await(job);
    }

    private int await(JobClient job) throws InterruptedException, ExecutionException {
        try (CancelOnExit ignored = new CancelOnExit(job)) {
            job.getJobExecutionResult().get();
        }
        spec.commandLine().getOut().println("The job has ended.");
        return 0;
    }
}
