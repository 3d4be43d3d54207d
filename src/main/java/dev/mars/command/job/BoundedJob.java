// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import dev.mars.command.terminal.Progress;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job over what the topics hold, watched to its end with a bar. */
public final class BoundedJob {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedJob.class);

    /** How far a job has come, in the bar's unit. */
    interface Position {
        long read() throws IOException;
    }

    /**
     * Runs the augmentation job, from nothing.
     *
     * @param task name on the bar
     * @param behaviors that are on the topic; about as many outputs are written
     * @throws ExecutionException if the job failed
     */
    public static void run(
            Configuration configuration, String task, long behaviors, Progress progress)
            throws Exception {
        TopicSettings settings = TopicSettings.from(configuration);
        JobClient job = Jobs.submit(Jobs.fromNothing(configuration), true);
        try (Topics topics = new Topics(settings);
                ProgressBar bar = progress.bar(task, behaviors)) {
            await(
                    job,
                    bar,
                    () ->
                            topics.endOffsets(settings.names().output()).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
            bar.maxHint(bar.getCurrent());
        }
    }

    /**
     * Waits until the job has ended.
     *
     * @throws ExecutionException if it failed
     */
    static void await(JobClient job, ProgressBar bar, Position position)
            throws InterruptedException, ExecutionException {
        CompletableFuture<?> result = job.getJobExecutionResult();
        while (!isDone(result)) {
            try {
                bar.stepTo(position.read());
            } catch (IOException e) {
                LOG.warn("The progress is not known now, which is no reason to give up the job", e);
            }
        }
    }

    private static boolean isDone(CompletableFuture<?> result)
            throws InterruptedException, ExecutionException {
        try {
            result.get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private BoundedJob() {}
}
