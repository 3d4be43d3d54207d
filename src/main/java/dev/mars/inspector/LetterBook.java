// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last dead letters of each reason, {@value #MOST} at most, and how many there were of each: a
 * flood of one reason must not wash away the few of another. Safe for many threads.
 */
final class LetterBook {
    /** Of each reason. */
    static final int MOST = 200;

    /** How far back to read when the inspector starts, of all partitions together. */
    static final int READ = 100_000;

    /** Whoever writes letters writes reasons: those beyond so many count as one. */
    static final int REASONS = 50;

    private static final String OTHERS = "other reasons";
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

    private record Numbered(long number, Row row) {}

    private static final class OfReason {
        final Deque<Numbered> last = new ArrayDeque<>();
        long count;
    }

    private final Map<String, OfReason> reasons = new TreeMap<>();
    private long read;

    synchronized void add(DeadLetter letter) {
        String reason = letter.getReason();
        if (!reasons.containsKey(reason) && reasons.size() >= REASONS) {
            reason = OTHERS;
        }
        OfReason same = reasons.computeIfAbsent(reason, r -> new OfReason());
        same.count++;
        same.last.addFirst(
                new Numbered(
                        read++,
                        new Row(
                                reason,
                                letter.getMessage(),
                                letter.getTopic(),
                                letter.getPartition(),
                                letter.getOffset(),
                                letter.getTimestamp(),
                                text(letter.getKey()),
                                letter.getValue() == null ? -1 : letter.getValue().remaining())));
        if (same.last.size() > MOST) {
            same.last.removeLast();
        }
    }

    /** Of all reasons, the one read last first. */
    synchronized List<Row> newestFirst() {
        return reasons.values().stream()
                .flatMap(same -> same.last.stream())
                .sorted(Comparator.comparingLong(Numbered::number).reversed())
                .map(Numbered::row)
                .toList();
    }

    /** How many were read of each reason, the most frequent first. */
    synchronized Map<String, Long> byReason() {
        Map<String, Long> sorted = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().count))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().count));
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
