// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What `mars diff` reads of a topic; what it says of it is shown in ReplayIT. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffIT {
    private static final long FROM = SmallWorld.START;

    private Scenario scenario;
    private String plain;

    @BeforeAll
    void write() throws Exception {
        scenario = Scenario.create(Stack.shared(), "diff", SmallWorld.OPTIONS);
        plain = scenario.topics().names().output();
        scenario.send(List.of(output(plain, FROM, FROM)));
    }

    /** Of a long topic a diff of its last day would read years. */
    @Test
    void whatIsOlderThanTheSpanIsNotRead() throws Exception {
        String old = topic("diff-old");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        byte[] none = {1};
        // Where the output comes to stand behind, whatever its partition.
        for (int partition = 0; partition < scenario.topics().partitions(); partition++) {
            records.add(new ProducerRecord<>(old, partition, FROM - 1, none, none));
        }
        records.add(output(old, FROM, FROM));
        scenario.send(records);
        MarsCommand all = diff(plain, old);
        assertThat(all.exit()).as("otherwise this shows nothing").isEqualTo(2);
        assertThat(all.said()).contains("offset 0 is no augmented sequence");
        MarsCommand span = diff(plain, old, "--from", String.valueOf(FROM));
        assertThat(span.exit()).as(span.said()).isZero();
        assertThat(span.said()).contains("1  equal");
    }

    /** Outputs that stand under an older timestamp would be missing, and said to be. */
    @Test
    void whereTimestampsAreOthersTheTopicIsRefused() throws Exception {
        String copied = topic("diff-copied");
        scenario.send(List.of(output(copied, FROM, FROM + 1)));
        MarsCommand span = diff(plain, copied, "--from", String.valueOf(FROM));
        assertThat(span.exit()).isEqualTo(2);
        assertThat(span.said())
                .contains(
                        "topic " + copied,
                        "timestamp %s and the asOf %s".formatted(FROM + 1, FROM));
        MarsCommand all = diff(plain, copied);
        assertThat(all.exit()).as("all is read: " + all.said()).isZero();
    }

    private String topic(String name) throws Exception {
        return scenario.rerun(name, Map.of()).topics().names().output();
    }

    private MarsCommand diff(String one, String other, String... more) {
        List<String> args = new ArrayList<>(List.of("diff", one, other));
        args.addAll(List.of(more));
        return MarsCommand.run(scenario.configuration(), args.toArray(String[]::new));
    }

    private ProducerRecord<byte[], byte[]> output(String topic, long asOf, long timestamp)
            throws Exception {
        AugmentedSequence output =
                AugmentedSequence.newBuilder()
                        .setUserId("u")
                        .setAsOf(asOf)
                        .setTier(Tier.LOW)
                        .setActivity(1)
                        .setOwn(List.of())
                        .setAugmented(List.of())
                        .setStatus(AugmentationStatus.NO_EVIDENCE)
                        .setModelVersion(1)
                        .setIndexEpoch(0)
                        .build();
        try (SchemaRegistry registry = scenario.topics().registry()) {
            byte[] value = AvroFormat.of(AugmentedSequence.class, registry, topic).encode(output);
            byte[] user = output.getUserId().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, null, timestamp, user, value);
        }
    }
}
