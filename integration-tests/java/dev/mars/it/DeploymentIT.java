// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.WatchedMetrics;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.config.MarsOptions;
import dev.mars.stream.JobMetric;
import dev.mars.stream.TrainingResult;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final String WATERMARK =
            "flink_taskmanager_job_task_operator_currentInputWatermark";
    private static final long OUT_OF_ORDERNESS_MS = 10_000;

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
            await(cluster, () -> assertMetricsTellWhatTheTopicHolds(cluster, input));
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

    /** Once all is answered that the watermark has passed: before, the topic is a little behind. */
    private static void assertMetricsTellWhatTheTopicHolds(Deployment cluster, LiveInput input)
            throws Exception {
        List<AugmentedSequence> outputs = new ArrayList<>(input.scenario.sequences());
        outputs.sort(Comparator.comparingLong(AugmentedSequence::getAsOf));
        long before = System.currentTimeMillis();
        Scrape scrape = new Scrape(cluster.metrics());
        long after = System.currentTimeMillis();

        assertThat(scrape.sum(JobMetric.REQUESTS, "")).isEqualTo(outputs.size());
        Map<AugmentationStatus, Integer> byStatus = new EnumMap<>(AugmentationStatus.class);
        Map<String, Tier> tiers = new TreeMap<>();
        int promotions = 0;
        for (AugmentedSequence output : outputs) {
            byStatus.merge(output.getStatus(), 1, Integer::sum);
            Tier was = tiers.put(output.getUserId(), output.getTier());
            promotions += output.getTier() == Tier.HIGH && was != Tier.HIGH ? 1 : 0;
        }
        int lowActive =
                outputs.size() - byStatus.getOrDefault(AugmentationStatus.NOT_LOW_ACTIVE, 0);
        byStatus.forEach(
                (status, n) ->
                        assertThat(scrape.sum(JobMetric.OUTPUTS, label("status", status)))
                                .as("outputs of status %s", status)
                                .isEqualTo(n.doubleValue()));
        assertThat(promotions).isPositive();
        assertThat(scrape.sum(JobMetric.TIER_CHANGES, label("tier", Tier.HIGH)))
                .as("users who came to HIGH")
                .isEqualTo(promotions);

        String augmentations = JobMetric.AUGMENTATION_TIME.prometheusName();
        assertThat(scrape.sum(augmentations + "_count", "")).isEqualTo(lowActive);
        assertThat(scrape.of(augmentations, label("quantile", "0.5")))
                .isNotEmpty()
                .allMatch(micros -> micros > 0 && micros < 1e6, "from a microsecond to a second");

        // From the watermark, which all subtasks of the augmenter have by now, to the clock.
        List<Double> watermarks =
                scrape.of(WATERMARK, label("operator_name", "sequence_augmenter"));
        assertThat(watermarks).isNotEmpty();
        double watermark = watermarks.get(0);
        assertThat(scrape.of(JobMetric.EVENT_TIME_LAG))
                .isNotEmpty()
                .allMatch(lag -> lag >= before - watermark && lag <= after - watermark);
        // The newest behaviour of all is ahead of the watermark by what may come out of order.
        assertThat(scrape.of(JobMetric.ITEM_JOIN_WAIT))
                .isNotEmpty()
                .allMatch(wait -> wait >= 0)
                .anyMatch(wait -> wait >= OUT_OF_ORDERNESS_MS);
    }

    private static String label(String name, Object value) {
        return "%s=\"%s\"".formatted(name, value);
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
