// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.command.Jobs;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(12).withSize(40, 100, 800).withBirths(0);
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.output.delivery", "exactly-once",
                    "mars.job.checkpoint-interval", "100 ms");

    private Scenario unequal;

    @BeforeAll
    void fill() throws Exception {
        LiveInput input = new LiveInput(Stack.shared(), "unequal", WORLD, OPTIONS);
        unequal = input.scenario;
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(input.records());
        long last = all.stream().mapToLong(ProducerRecord::timestamp).max().orElseThrow();
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
        JobClient job = unequal.submit();
        Scenario.finish(job);
        JsonNode checkpoints = checkpoints(job);
        // One or two if they end with the first partition.
        assertThat(checkpoints.at("/counts/completed").asInt())
                .as(checkpoints.toString())
                .isGreaterThan(4);
        assertThat(unequal.refused()).isEmpty();
        assertThat(unequal.answered()).isGreaterThan(MORE);
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
