package dev.mars.command;

import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;

/** The augmentation job over what the topics hold, run to its end with a bar. */
final class BoundedJob {
    /**
     * @param task name on the bar
     * @param behaviors that are on the topic; about as many outputs are written
     * @throws java.util.concurrent.ExecutionException if the job failed
     */
    static void run(Configuration configuration, String task, long behaviors, Progress progress)
            throws Exception {
        TopicSettings settings = TopicSettings.from(configuration);
        CompletableFuture<JobExecutionResult> result =
                Jobs.submit(configuration, true).getJobExecutionResult();
        try (Topics topics = new Topics(settings);
                ProgressBar bar = progress.bar(task, behaviors)) {
            while (!isDone(result)) {
                bar.stepTo(
                        topics.endOffsets(settings.names().output()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            }
            bar.maxHint(bar.getCurrent());
        }
        result.get();
    }

    private static boolean isDone(CompletableFuture<?> result) throws Exception {
        try {
            result.get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private BoundedJob() {}
}
