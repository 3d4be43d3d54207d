// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dead letters that were read last, {@value #MOST} at most. Safe for many threads. */
final class LetterBook {
    static final int MOST = 1_000;

    private static final int KEY_SHOWN = 120;

    /**
     * A dead letter without its record.
     *
     * @param timestamp the record's Kafka timestamp, milliseconds; below 0 if it has none
     * @param key the record's, as far as it is text; null if it has none
     * @param valueBytes length of the record's value; −1 if it has none
     */
    record Row(
            String reason,
            String message,
            String topic,
            int partition,
            long offset,
            long timestamp,
            String key,
            int valueBytes) {}

    private final Deque<Row> rows = new ArrayDeque<>();

    synchronized void add(DeadLetter letter) {
        rows.addFirst(
                new Row(
                        letter.getReason(),
                        letter.getMessage(),
                        letter.getTopic(),
                        letter.getPartition(),
                        letter.getOffset(),
                        letter.getTimestamp(),
                        text(letter.getKey()),
                        letter.getValue() == null ? -1 : letter.getValue().remaining()));
        if (rows.size() > MOST) {
            rows.removeLast();
        }
    }

    /** The one read last first. */
    synchronized List<Row> newestFirst() {
        return new ArrayList<>(rows);
    }

    /** How many are held of each reason, the most frequent first. */
    static Map<String, Integer> byReason(List<Row> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.reason(), 1, Integer::sum));
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.comparingByValue(Collections.reverseOrder()));
        Map<String, Integer> sorted = new LinkedHashMap<>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Bytes from anywhere as a line: what is no text becomes a replacement character. */
    private static String text(ByteBuffer key) {
        if (key == null) {
            return null;
        }
        String text = StandardCharsets.UTF_8.decode(key.duplicate()).toString();
        text = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= KEY_SHOWN ? text : text.substring(0, KEY_SHOWN) + "…";
    }
}
