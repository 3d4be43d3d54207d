// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.WatchedMetrics;
import dev.mars.command.Progress;
import dev.mars.command.Training;
import dev.mars.config.MarsOptions;
import dev.mars.stream.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar and the files of docker/ and flink-conf/cluster as a cluster runs them. If this
 * fails, the images would not start, an upgrade by savepoint would change what is served, or an
 * alert or a panel would look at a metric that nobody reports.
 */
class DeploymentIT {
    @TempDir private Path directory;

    @Test
    void flinkRunAndThenTheImagesFromItsSavepointWriteWhatIsAlwaysWritten() throws Exception {
        LiveInput input = new LiveInput(Stack.shared(), "deployed");
        FlinkImage image = FlinkImage.build(directory.resolve("flink"));
        Configuration mars = new Configuration(input.scenario.configuration());
        // The clusters' counts.
        mars.removeConfig(MarsOptions.PARALLELISM);
        input.sendFirstHalf();
        String savepoint;
        try (Deployment cluster = Deployment.session(image)) {
            // One slot is left for a training.
            cluster.run(mars, 3);
            await(cluster, () -> assertThat(outputs(input)).hasSizeGreaterThan(500));
            assertThat(trained(cluster, input).isNew()).isFalse();
            savepoint = cluster.stopWithSavepoint();
        }
        input.sendRest();
        TreeSet<Scenario.Output> expected =
                new TreeSet<>(
                        input.scenario
                                .rerun(input.scenario.topics().names().output() + "-2", Map.of())
                                .run()
                                .outputs());
        assertThat(expected).hasSizeGreaterThan(4_000);
        try (Deployment cluster =
                Deployment.application(image, mars, List.of("--fromSavepoint", savepoint))) {
            await(
                    cluster,
                    () -> assertThat(outputs(input)).hasSizeGreaterThanOrEqualTo(expected.size()));
            assertThat(outputs(input)).isEqualTo(expected);
            await(cluster, () -> assertThat(unreported(cluster)).isEmpty());
        }
    }

    /**
     * What {@code mars train -Dpipeline.jars=} does: the same items give the model that is there.
     */
    private static TrainingResult trained(Deployment cluster, LiveInput input) throws Exception {
        Configuration client = new Configuration(input.scenario.configuration());
        client.set(RestOptions.ADDRESS, "localhost");
        client.set(RestOptions.PORT, cluster.rest());
        client.set(PipelineOptions.JARS, List.of(JobJar.path().toUri().toString()));
        client.set(MarsOptions.PARALLELISM, 1);
        return new Training(input.scenario.topics(), client)
                .run(Training.Kind.ALIGNMENT, false, new Progress());
    }

    /** What alerts or panels look at and nobody reports. */
    private static List<String> unreported(Deployment cluster) throws IOException {
        String metrics = cluster.metrics();
        return WatchedMetrics.all().stream().filter(n -> !metrics.contains(n + "{")).toList();
    }

    private static TreeSet<Scenario.Output> outputs(LiveInput input) throws Exception {
        return new TreeSet<>(input.scenario.outputs());
    }

    private static void await(Deployment cluster, ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(300))
                // Its ports are not open yet.
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> {
                            cluster.checkAlive();
                            assertion.run();
                        });
    }
}
