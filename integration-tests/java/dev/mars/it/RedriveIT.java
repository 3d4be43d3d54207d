// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.DeadLetter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 3 to its end: what was refused comes back whole once its cause is repaired. Here the action
 * "wink" was not configured.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {
    private static final long START = SmallWorld.START;
    private static final String TOPIC = "redrive-user-behavior";

    private Scenario scenario;
    private List<RawRecord> before;
    private MarsCommand dry;
    private MarsCommand sent;
    private List<RawRecord> added;

    @BeforeAll
    void run() throws Exception {
        scenario = Scenario.create(Stack.shared(), "redrive", SmallWorld.OPTIONS);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(scenario.topics().names(), registry);
            scenario.send(SmallWorld.items(records));
            List<ProducerRecord<byte[], byte[]>> behaviors = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                behaviors.add(act(records, "u" + i % 3, i % 2 == 0 ? "wink" : "click", START + i));
            }
            behaviors.add(act(records, "u0", "nod", START + 10));
            scenario.send(behaviors);
        }
        scenario.train();
        scenario.run();
        // The same dead letters again, as another run on the same topic gives them.
        scenario.run();
        before = behaviors();
        dry = redrive();
        assertThat(behaviors()).as("after a dry run").isEqualTo(before);
        sent = redrive("--send");
        added = new ArrayList<>(behaviors());
        added.removeAll(before);
    }

    /** By partition and offset: a scan takes partitions as they come. */
    private List<RawRecord> behaviors() throws Exception {
        return scenario.records(TOPIC).stream()
                .sorted(
                        Comparator.comparingInt(RawRecord::partition)
                                .thenComparingLong(RawRecord::offset))
                .toList();
    }

    private MarsCommand redrive(String... more) {
        List<String> args =
                new ArrayList<>(List.of("redrive", "--reason", "unknown_action", "--topic", TOPIC));
        args.addAll(List.of("--to", String.valueOf(START + 10)));
        args.addAll(List.of(more));
        return MarsCommand.run(scenario.configuration(), args.toArray(String[]::new));
    }

    private static ProducerRecord<byte[], byte[]> act(
            InputRecords records, String user, String action, long time) {
        var record = records.behavior(new Behavior(user, "i1", action, time, null), time);
        record.headers().add("trace", new byte[] {1, 2}).add("empty", null);
        return record;
    }

    @Test
    void whatWouldBeSentIsSaidFirst() {
        assertThat(dry.exit()).as(dry.said()).isZero();
        assertThat(dry.said())
                .contains("5  UNKNOWN_ACTION", TOPIC, "5 further letters", "Nothing was sent");
        assertThat(sent.exit()).as(sent.said()).isZero();
        assertThat(sent.said()).contains("5 records were put back");
    }

    /** Once each, whole, on their own partitions, in their own order. */
    @Test
    void recordsComeBackAsTheyWere() {
        List<String> winks = new ArrayList<>();
        for (RawRecord record : before) {
            if (record.timestamp() < START + 10 && (record.timestamp() - START) % 2 == 0) {
                winks.add(content(record));
            }
        }
        assertThat(winks).hasSize(5);
        assertThat(added.stream().map(RedriveIT::content)).containsExactlyElementsOf(winks);
    }

    private static String content(RawRecord record) {
        return "%s %s %s %s %s"
                .formatted(
                        record.partition(),
                        record.timestamp(),
                        Arrays.toString(record.key()),
                        Arrays.toString(record.value()),
                        record.headers().stream()
                                .map(h -> h.key() + Arrays.toString(h.value()))
                                .toList());
    }

    /** Within the out-of-orderness they are in time again, once their action is configured. */
    @Test
    void theyCountOnceTheCauseIsRepaired() throws Exception {
        Map<String, String> repaired = new TreeMap<>();
        repaired.put("mars.actions", "impression:0,click:1,wink:1");
        Scenario again = scenario.rerun("redrive-repaired", repaired).run();
        assertThat(again.sequences()).extracting(AugmentedSequence::getAsOf).hasSize(10);
        assertThat(again.deadLetters())
                .extracting(l -> l.getReason())
                .containsOnly("UNKNOWN_ACTION");
    }

    /** On another partition a record would be judged by that one's progress, out of its order. */
    @Test
    void lettersOfAPartitionThatIsGoneAreRefusedBeforeAnythingIsSent() throws Exception {
        String letters = scenario.rerun("redrive-gone", Map.of()).topics().names().deadLetter();
        DeadLetter letter =
                scenario.deadLetters().stream()
                        .filter(l -> l.getTimestamp() < START + 10)
                        .findFirst()
                        .orElseThrow();
        try (SchemaRegistry registry = scenario.topics().registry()) {
            AvroFormat<DeadLetter> format = AvroFormat.of(DeadLetter.class, registry, letters);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int partition : List.of(letter.getPartition(), 99)) {
                letter.setPartition(partition);
                byte[] value = format.encode(letter);
                records.add(
                        new ProducerRecord<>(
                                letters, null, letter.getTimestamp(), new byte[1], value));
            }
            scenario.send(records);
        }
        List<RawRecord> stood = behaviors();
        MarsCommand refused = redrive("--send", "--dead-letters", letters);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said())
                .contains(
                        "2  UNKNOWN_ACTION",
                        "topic " + TOPIC + " has ",
                        "a letter is of its partition 99",
                        "nothing was sent");
        assertThat(behaviors()).isEqualTo(stood);
    }
}
