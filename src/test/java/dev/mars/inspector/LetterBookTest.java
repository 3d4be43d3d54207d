// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead letters hold whatever anybody wrote, however much of it. */
class LetterBookTest {
    private final LetterBook book = new LetterBook();

    @Test
    void theLastOnesAreKeptNewestFirst() {
        for (int i = 0; i < LetterBook.MOST + 10; i++) {
            book.add(letter("LATE", "k" + i, i));
        }
        List<LetterBook.Row> rows = book.newestFirst();
        assertThat(rows).hasSize(LetterBook.MOST);
        assertThat(rows.get(0).offset()).isEqualTo(LetterBook.MOST + 9);
    }

    @Test
    void reasonsAreCountedTheMostFrequentFirst() {
        for (String reason : List.of("LATE", "UNDECODABLE", "UNDECODABLE", "BAD_TIMESTAMP")) {
            book.add(letter(reason, "k", 0));
        }
        assertThat(book.byReason().toString())
                .isEqualTo("{UNDECODABLE=2, BAD_TIMESTAMP=1, LATE=1}");
    }

    /** Ten thousand late records, and the one that says why a producer is broken. */
    @Test
    void aFloodOfOneReasonLeavesTheOthers() {
        book.add(letter("UNKNOWN_SCHEMA", "rare", 0));
        for (int i = 1; i <= 10_000; i++) {
            book.add(letter("LATE", "k", i));
        }
        assertThat(book.byReason()).containsEntry("LATE", 10_000L);
        assertThat(book.newestFirst())
                .hasSize(LetterBook.MOST + 1)
                .last()
                .satisfies(row -> assertThat(row.key()).isEqualTo("rare"));
    }

    /** Whoever may write to the topic could otherwise fill the heap. */
    @Test
    void reasonsWithoutEndTakeNoMemoryWithoutEnd() {
        for (int i = 0; i < 10_000; i++) {
            book.add(letter("REASON_" + i, "k", i));
        }
        assertThat(book.byReason()).hasSize(LetterBook.REASONS + 1);
        assertThat(book.newestFirst())
                .hasSizeLessThanOrEqualTo(LetterBook.REASONS + LetterBook.MOST);
    }

    /** A key that is no text, or has no end, would take the page apart. */
    @Test
    void aKeyIsALineOfText() {
        book.add(letter("LATE", "one\ntwo\u0000", 0));
        assertThat(book.newestFirst().get(0).key()).isEqualTo("one\uFFFDtwo\uFFFD");
        book.add(letter("LATE", "k".repeat(1_000_000), 0));
        assertThat(book.newestFirst().get(0).key()).hasSize(121).endsWith("…");
        DeadLetter bytes = letter("LATE", "", 0);
        bytes.setKey(ByteBuffer.wrap(new byte[] {(byte) 0xc3, 'x'}));
        bytes.setValue(null);
        book.add(bytes);
        assertThat(book.newestFirst().get(0).key()).isEqualTo("\uFFFDx");
        assertThat(book.newestFirst().get(0).valueBytes()).isEqualTo(-1);
    }

    private static DeadLetter letter(String reason, String key, long offset) {
        return DeadLetter.newBuilder()
                .setKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
                .setValue(ByteBuffer.wrap(new byte[7]))
                .setHeaders(List.of())
                .setTopic("user-behavior")
                .setPartition(1)
                .setOffset(offset)
                .setTimestamp(1_700_000_000_000L)
                .setReason(reason)
                .setMessage("why")
                .build();
    }
}
