// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.dataset.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Producers compress as they like, each with a library of its own. If one of these fails, a job or
 * a command meets a batch that it has no library for, and stops.
 */
class CompressionIT {
    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(11).withSize(40, 100, 800).withBirths(0);

    /** Items and outputs are compressed too: by `mars load`, and by the job itself. */
    @Test
    void everyCodecIsReadByTheJobAndByTheLauncher() throws Exception {
        LiveInput input =
                new LiveInput(
                        Stack.shared(),
                        "compressed",
                        WORLD,
                        Map.of("mars.kafka.properties.compression.type", "zstd"));
        List<ProducerRecord<byte[], byte[]>> records = input.records();
        int part = records.size() / CODECS.size() + 1;
        for (int i = 0; i < CODECS.size(); i++) {
            int end = Math.min(records.size(), (i + 1) * part);
            send(input.scenario, CODECS.get(i), records.subList(i * part, end));
        }
        Scenario done = input.scenario.run();
        assertThat(done.refused()).isEmpty();
        assertThat(done.answered()).isGreaterThan(700);

        MarsCommand tail =
                MarsCommand.runApart(
                        Map.of(), done.configuration(), "tail", "--from-beginning", "--limit", "3");
        assertThat(tail.exit()).as(tail.said()).isZero();
        assertThat(tail.said()).contains("own sequence").doesNotContain("Exception");
    }

    /** Another jar on the class path bundles some of them, and may do so no longer. */
    @Test
    void theLauncherHasTheLibrariesOfKafkasClients() throws Exception {
        assertThat(Files.readString(Path.of("target/classpath")))
                .contains("zstd-jni-", "snappy-java-", "lz4-java-");
    }

    private static void send(
            Scenario scenario, String codec, List<ProducerRecord<byte[], byte[]>> records) {
        Properties properties = scenario.topics().producer();
        properties.setProperty("compression.type", codec);
        properties.setProperty("linger.ms", "100");
        try (var producer = new KafkaProducer<byte[], byte[]>(properties)) {
            records.forEach(producer::send);
            producer.flush();
            // Nothing was shown if this one sent its records as they were.
            assertThat(producer.metrics().entrySet())
                    .filteredOn(metric -> metric.getKey().name().equals("compression-rate-avg"))
                    .extracting(metric -> (double) metric.getValue().metricValue())
                    .as(codec)
                    .anyMatch(rate -> rate < 0.95);
        }
    }
}
