// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.command.job.Jobs;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How a bounded run ends whose partitions end at different times: one has sixty times more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedIT {
    private static final int MORE = 150_000;
    private static final int PARALLELISM = 2;
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(12).withSize(40, 100, 800).withBirths(0);
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.output.delivery", "exactly-once",
                    "mars.job.parallelism", String.valueOf(PARALLELISM),
                    "mars.job.checkpoint-interval", "100 ms");

    private Scenario unequal;

    /** Event time at which the other partitions end. */
    private long last;

    @BeforeAll
    void fill() throws Exception {
        LiveInput input = new LiveInput(Stack.shared(), "unequal", WORLD, OPTIONS);
        unequal = input.scenario;
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(input.records());
        last = all.stream().mapToLong(ProducerRecord::timestamp).max().orElseThrow();
        try (SchemaRegistry registry = unequal.topics().registry()) {
            InputRecords records = InputRecords.of(unequal.topics().names(), registry);
            for (int i = 1; i <= MORE; i++) {
                String user = "reader-" + i % 1_000;
                Behavior seen = new Behavior(user, "item", "impression", last + i, null);
                var record = records.behavior(seen, seen.eventTime());
                all.add(
                        new ProducerRecord<>(
                                record.topic(),
                                0,
                                record.timestamp(),
                                record.key(),
                                record.value()));
            }
        }
        unequal.send(all);
    }

    /**
     * If checkpoints fail while one partition is read on, transactions of a longer run end
     * uncommitted, and outputs are lost that it reports as written.
     */
    @Test
    void checkpointsGoOnUntilTheLastPartitionHasEnded() throws Exception {
        unequal.run();
        assertThat(unequal.refused()).isEmpty();
        assertThat(unequal.answered()).isGreaterThan(MORE);
        // A checkpoint that began before the others' end may be completed after it, and commits a
        // transaction of each subtask.
        assertThat(commitsSinceTheOthersEnded()).isGreaterThan(PARALLELISM);
    }

    /**
     * How many transactions were committed, on the output partition with most of them, between the
     * first and the last of the outputs that wait until all other partitions have ended: each
     * leaves a marker, which takes an offset. What is committed at the job's end stands behind all
     * outputs, however slow the machine is.
     */
    private long commitsSinceTheOthersEnded() throws Exception {
        Map<Integer, LongSummaryStatistics> offsets = new TreeMap<>();
        TopicScan.of(unequal.topics(), unequal.topics().names().output())
                .forEach(
                        output -> {
                            if (output.timestamp() > last) {
                                offsets.computeIfAbsent(
                                                output.partition(),
                                                p -> new LongSummaryStatistics())
                                        .accept(output.offset());
                            }
                        });
        return offsets.values().stream()
                .mapToLong(of -> of.getMax() - of.getMin() + 1 - of.getCount())
                .max()
                .orElseThrow();
    }

    /** A backfill that lost its JobManager would wait for the end of its partitions for ever. */
    @Test
    void aRestoredRunEndsToo() throws Exception {
        Scenario restored = unequal.rerun("unequal-restored", OPTIONS);
        JobClient first = restored.submit();
        LiveJob.await().until(() -> checkpoints(first).at("/counts/completed").asInt() > 0);
        first.cancel().get();
        LiveJob.await().until(() -> first.getJobStatus().get().isTerminalState());
        Configuration options = new Configuration(restored.configuration());
        options.set(
                StateRecoveryOptions.SAVEPOINT_PATH,
                checkpoints(first).at("/latest/completed/external_path").asText());
        Scenario.finish(Jobs.submit(options, true));
        assertThat(restored.answered()).isGreaterThan(MORE);
    }

    private static JsonNode checkpoints(JobClient job) throws Exception {
        return LiveJob.rest(Stack.shared(), job, "/checkpoints");
    }
}
