// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Law 3: a job that was down for longer than its topic keeps records must not go on as if there had
 * been none. Left to itself Kafka's consumer jumps to the first record that is left.
 */
class RetentionIT {
    private static final int PARTITIONS = 2;

    @Test
    void whatWasDeletedBeforeItWasReadEndsTheJob() throws Exception {
        Scenario scenario = Scenario.create(Stack.shared(), "retention", SmallWorld.OPTIONS);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(scenario.topics().names(), registry);
            scenario.send(SmallWorld.items(records));
            act(scenario, records, 0, 20);
            scenario.train();
            try (LiveJob job = LiveJob.start(Stack.shared(), scenario)) {
                job.awaitAllReadAndCheckpointed();
                String savepoint = job.stop();
                act(scenario, records, 20, 40);
                deleteAll(scenario);
                act(scenario, records, 40, 60);
                job.submit(savepoint);
                LiveJob.await()
                        .untilAsserted(
                                () ->
                                        assertThat(job.rest("/exceptions").toString())
                                                .contains("OffsetOutOfRangeException")
                                                .contains(scenario.topics().names().behavior()));
            }
        }
    }

    /** A minute apart, in all partitions. */
    private static void act(Scenario scenario, InputRecords records, int from, int to)
            throws Exception {
        scenario.send(
                LongStream.range(from, to)
                        .mapToObj(
                                i -> {
                                    long time = SmallWorld.START + i * 60_000;
                                    return records.behavior(
                                            new Behavior("u" + i % 10, "i1", "click", time, null),
                                            time);
                                })
                        .toList());
    }

    private static void deleteAll(Scenario scenario) throws Exception {
        String topic = scenario.topics().names().behavior();
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        try (Topics topics = new Topics(scenario.topics());
                Admin admin = Admin.create(scenario.topics().clientProperties())) {
            topics.endOffsets(topic)
                    .forEach((at, end) -> all.put(at, RecordsToDelete.beforeOffset(end)));
            assertThat(all).hasSize(PARTITIONS);
            admin.deleteRecords(all).all().get();
        }
    }
}
