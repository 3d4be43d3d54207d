// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Lateness through Kafka: a partition's own content decides it, so that a replay, which reads
 * partitions in another interleaving, judges every record as the live job did.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateIT {
    private static final long START = SmallWorld.START;
    private static final long HOUR = 3_600_000;
    private static final long BOUND = 10_000;

    private Scenario narrow;
    private Scenario wide;

    @BeforeAll
    void run() throws Exception {
        Map<String, String> options = new TreeMap<>(SmallWorld.OPTIONS);
        options.put("mars.behavior.out-of-orderness", BOUND + " ms");
        options.put("mars.job.parallelism", "1");
        narrow = Scenario.create(Stack.shared(), "late", options);
        try (SchemaRegistry registry = narrow.topics().registry()) {
            InputRecords records = InputRecords.of(narrow.topics().names(), registry);
            narrow.send(SmallWorld.items(records));
            narrow.send(behaviors(records));
        }
        narrow.train();
        narrow.run();
        wide = narrow.rerun("late-wide", Map.of("mars.job.parallelism", "4")).run();
    }

    /** Partition 0 runs an hour ahead of partition 1, and both hold records of the same age. */
    private static List<ProducerRecord<byte[], byte[]>> behaviors(InputRecords records) {
        long half = START + HOUR / 2;
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        all.add(in(0, records, "ahead", START));
        all.add(in(0, records, "ahead", START + HOUR));
        all.add(in(0, records, "ahead", half)); // late by its own partition
        all.add(in(0, records, "ahead", START + HOUR - BOUND));
        all.add(in(0, records, "ahead", START + HOUR - BOUND - 1)); // late by a millisecond
        all.add(in(1, records, "behind", START));
        all.add(in(1, records, "behind", half)); // as old, and in time
        all.add(in(1, records, "behind", half - BOUND));
        all.add(in(1, records, "behind", START + HOUR));
        all.add(in(1, records, "behind", half)); // late now
        return all;
    }

    private static ProducerRecord<byte[], byte[]> in(
            int partition, InputRecords records, String user, long time) {
        var record = records.behavior(new Behavior(user, "i1", "click", time, null), time);
        return new ProducerRecord<>(
                record.topic(), partition, record.timestamp(), record.key(), record.value());
    }

    @Test
    void aRecordIsLateByItsOwnPartitionAlone() throws Exception {
        assertThat(places(narrow)).containsExactly("LATE 0/2", "LATE 0/4", "LATE 1/4");
        assertThat(asOfs(narrow))
                .containsExactly(
                        "ahead@0",
                        "ahead@" + (HOUR - BOUND),
                        "ahead@" + HOUR,
                        "behind@0",
                        "behind@" + (HOUR / 2 - BOUND),
                        "behind@" + HOUR / 2,
                        "behind@" + HOUR);
    }

    /** With more subtasks each reads fewer partitions; the verdicts and the bytes are the same. */
    @Test
    void parallelismHasNoSay() throws Exception {
        assertThat(places(wide)).isEqualTo(places(narrow));
        assertThat(wide.outputs()).isEqualTo(narrow.outputs());
    }

    /** What became a dead letter, as "reason partition/offset". */
    private static List<String> places(Scenario scenario) throws Exception {
        List<String> places = new ArrayList<>();
        for (DeadLetter letter : scenario.deadLetters()) {
            places.add(letter.getReason() + " " + letter.getPartition() + "/" + letter.getOffset());
        }
        return places.stream().sorted().toList();
    }

    private static List<String> asOfs(Scenario scenario) throws Exception {
        return scenario.sequences().stream()
                .sorted(
                        java.util.Comparator.comparing(
                                        dev.mars.topic.avro.AugmentedSequence::getUserId)
                                .thenComparing(dev.mars.topic.avro.AugmentedSequence::getAsOf))
                .map(sequence -> sequence.getUserId() + "@" + (sequence.getAsOf() - START))
                .toList();
    }
}
