// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.avro.DeadLetter;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DeadLettersTest {
    private static final Rejection REJECTION = new Rejection(Reason.UNDECODABLE, "why");

    private final AvroFormat<DeadLetter> format =
            new AvroFormat<>(
                    DeadLetter.class, Fixtures.schemas(Map.of(5, DeadLetter.getClassSchema())), 5);
    private final DeadLetters letters = new DeadLetters("dead", format);

    /** A letter from which the record cannot be made again has lost it. */
    @Property
    void aLetterHoldsTheWholeRecord(@ForAll byte[] key, @ForAll byte[] value, @ForAll byte[] header)
            throws Exception {
        List<RawHeader> headers = List.of(new RawHeader("h", header), new RawHeader("h", null));
        RawRecord raw = new RawRecord("t", 3, 42, 7, key, value, headers);
        var record = letters.record(raw, REJECTION);
        assertThat(record.key()).isEqualTo(key);
        assertThat(record.timestamp()).isEqualTo(7);
        DeadLetter letter = format.decode(record.value());
        assertThat(DeadLetters.original(letter)).isEqualTo(raw);
        assertThat(letter.getReason()).isEqualTo("UNDECODABLE");
        assertThat(letter.getMessage()).isEqualTo("why");
    }

    @Example
    void theSameRecordGivesTheSameBytes() {
        RawRecord raw = Fixtures.raw("k", new byte[] {1, 2});
        assertThat(letters.record(raw, REJECTION).value())
                .isEqualTo(letters.record(raw, REJECTION).value());
    }

    @Example
    void nullsAndAMissingTimestampAreKept() throws Exception {
        RawRecord raw = new RawRecord("t", 0, 0, -1, null, null, List.of());
        var record = letters.record(raw, REJECTION);
        assertThat(record.key()).isNull();
        assertThat(record.timestamp()).isNull();
        DeadLetter letter = format.decode(record.value());
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getTimestamp()).isEqualTo(-1);
    }

    /** The sink would fail for good on a letter that the topic does not take. */
    @Example
    void aLetterNeverOutgrowsItsTopic() {
        for (int length : new int[] {DeadLetters.MAX_BYTES - 10_000, DeadLetters.MAX_BYTES}) {
            RawRecord raw = Fixtures.raw("k", new byte[length]);
            byte[] value = letters.record(raw, REJECTION).value();
            assertThat(value.length).isLessThan(DeadLetters.MAX_BYTES - 1024);
        }
        RawRecord raw = Fixtures.raw("k", new byte[DeadLetters.MAX_BYTES]);
        DeadLetter letter = DeadLetters.of(raw, REJECTION);
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getOffset()).isEqualTo(42);
        assertThat(letter.getMessage()).contains("why", "read them where they are");
        RawRecord fits = Fixtures.raw("k", new byte[2 << 20]);
        assertThat(DeadLetters.of(fits, REJECTION).getValue()).isNotNull();
    }
}
