// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import dev.mars.topic.RawRecord;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Letters that were wanted, counted by the source topic and the reason. For one thread. */
public final class LetterCounts {
    /** One row of the count. */
    public record Group(String topic, String reason) implements Comparable<Group> {
        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::topic).thenComparing(Group::reason);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What becomes of a group's letters.
     *
     * @param sendable records
     * @param repeated letters of a record that another letter holds too
     * @param without letters that do not hold their record
     */
    public record Count(long sendable, long repeated, long without) {
        static final Count NONE = new Count(0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    sendable + other.sendable, repeated + other.repeated, without + other.without);
        }
    }

    private final SortedMap<Group, Count> counts = new TreeMap<>();
    private final SortedMap<String, Integer> highestPartitions = new TreeMap<>();

    void sendable(Letter letter) {
        RawRecord record = letter.record();
        highestPartitions.merge(record.topic(), record.partition(), Math::max);
        add(letter, new Count(1, 0, 0));
    }

    void repeated(Letter letter) {
        add(letter, new Count(0, 1, 0));
    }

    void without(Letter letter) {
        add(letter, new Count(0, 0, 1));
    }

    private void add(Letter letter, Count count) {
        counts.merge(new Group(letter.record().topic(), letter.reason()), count, Count::plus);
    }

    /** In order of topic, then reason. */
    public SortedMap<Group, Count> groups() {
        return counts;
    }

    /** By topic, the highest partition that a letter is to be sent to. */
    public SortedMap<String, Integer> highestPartitions() {
        return highestPartitions;
    }

    public Count total() {
        return counts.values().stream().reduce(Count.NONE, Count::plus);
    }
}
