// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.SchemaSource;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceContentsTest {
    /** Two ids of one schema, as two registries, or one before and after a move, have them. */
    private static final SchemaSource SCHEMAS = id -> AugmentedSequence.getClassSchema();

    private final SequenceContents contents = new SequenceContents(SCHEMAS);

    /** Otherwise an upgrade of the writer's schema would look as if every output had changed. */
    @Test
    void theSchemaIdIsNoPartOfTheContent() throws IOException {
        assertThat(contents.areSame(encoded(1, 0.5), encoded(2, 0.5))).isTrue();
        assertThat(contents.areSame(encoded(1, 0.5), encoded(2, 0.25))).isFalse();
    }

    @Test
    void ofOneSchemaTheBytesDecide() throws IOException {
        assertThat(contents.areSame(encoded(1, 0.5), encoded(1, 0.5))).isTrue();
        assertThat(contents.areSame(encoded(1, 0.0), encoded(1, -0.0))).isFalse();
    }

    @Test
    void aTombstoneIsTheSameAsATombstoneOnly() throws IOException {
        assertThat(contents.areSame(null, null)).isTrue();
        assertThat(contents.areSame(null, encoded(1, 0.5))).isFalse();
        assertThat(contents.fields(null)).isNotEqualTo(contents.fields(encoded(1, 0.5)));
    }

    /** A difference must be told as the element it is in, not as two lists of a hundred. */
    @Test
    void elementsOfListsAreFieldsOfTheirOwn() throws IOException {
        assertThat(contents.fields(encoded(1, 0.5)))
                .containsEntry("userId", "u")
                .containsEntry("asOf", "7")
                .containsEntry("tier", "LOW")
                .containsEntry("augmented.size", "2")
                .containsEntry("donors.size", "0")
                .hasEntrySatisfying("augmented[1]", text -> assertThat(text).contains("i2", "0.5"));
    }

    @Test
    void whatIsNoSequenceIsSaidToBeNone() {
        assertThatThrownBy(() -> contents.fields(new byte[] {1, 2}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no augmented sequence");
    }

    private static byte[] encoded(int schemaId, double score) {
        AugmentedSequence sequence =
                AugmentedSequence.newBuilder()
                        .setUserId("u")
                        .setAsOf(7)
                        .setTier(Tier.LOW)
                        .setActivity(1.5)
                        .setOwn(List.of(new OwnEvent("i0", 3L, "click", 9L)))
                        .setAugmented(
                                List.of(
                                        new AugmentedItem("i1", 2.0, 3, 4L),
                                        new AugmentedItem("i2", score, 3, 4L)))
                        .setStatus(AugmentationStatus.AUGMENTED)
                        .setModelVersion(1)
                        .setIndexEpoch(0)
                        .build();
        return new AvroFormat<>(AugmentedSequence.class, SCHEMAS, schemaId).encode(sequence);
    }
}
