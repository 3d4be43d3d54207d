// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.export;

import dev.mars.command.topic.OutputTopic;
import dev.mars.command.topic.SequenceContents;
import dev.mars.export.AsOfSpan;
import dev.mars.export.Manifest;
import dev.mars.export.Selection;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic that an export is made from, within bounds that are fixed when the export begins.
 *
 * <p>A record's Kafka timestamp is its asOf, so what stands before the first record with a
 * timestamp in the span is older than the span, and so is what it erases. Behind the span erasures
 * count, so the topic is read to its end.
 */
record ExportedTopic(Manifest.Source source) {

    /** As far as a topic goes now. */
    static ExportedTopic now(Topics topics, String name, AsOfSpan span) throws IOException {
        new OutputTopic(name).requireWhole(topics, "exported");
        Map<TopicPartition, Long> ends = topics.committedEndOffsets(name);
        Map<TopicPartition, Long> begins = topics.offsetsAt(name, Math.max(0, span.from()));
        List<Manifest.Range> ranges = new ArrayList<>();
        ends.forEach(
                (partition, end) ->
                        ranges.add(
                                new Manifest.Range(
                                        partition.partition(),
                                        Math.min(begins.get(partition), end),
                                        end)));
        return new ExportedTopic(new Manifest.Source(name, topics.id(name), ranges));
    }

    /**
     * Partitions of which the first record that is left is in the span, and others were before it:
     * retention, or somebody, has deleted them, and nothing tells what times they had.
     */
    List<Integer> trimmed(Topics topics) throws IOException {
        return trimmed(topics.beginningOffsets(source.topic()));
    }

    /**
     * @param kept offset of the first record that each partition has
     */
    List<Integer> trimmed(Map<TopicPartition, Long> kept) {
        return source.partitions().stream()
                .filter(range -> range.begin() > 0)
                .filter(
                        range ->
                                range.begin()
                                        == kept.get(
                                                new TopicPartition(
                                                        source.topic(), range.partition())))
                .map(Manifest.Range::partition)
                .toList();
    }

    /**
     * The part of it that is needed for what is left of the span.
     *
     * @throws IOException if the topic is no longer what it was when the export began
     */
    ExportedTopic rest(Topics topics, AsOfSpan rest) throws IOException {
        String id = topics.id(source.topic());
        if (!id.equals(source.id())) {
            throw new IOException(
                    "topic %s was deleted and made again since the export began (its id is %s, and was %s); export it anew, to an empty directory"
                            .formatted(source.topic(), id, source.id()));
        }
        Map<TopicPartition, Long> kept = topics.beginningOffsets(source.topic());
        Map<TopicPartition, Long> begins =
                topics.offsetsAt(source.topic(), Math.max(0, rest.from()));
        List<Manifest.Range> ranges = new ArrayList<>();
        for (Manifest.Range range : source.partitions()) {
            TopicPartition partition = new TopicPartition(source.topic(), range.partition());
            if (kept.get(partition) > range.begin() && range.end() > range.begin()) {
                throw new IOException(
                        "topic %s, partition %s begins at offset %s, and the export at %s: records were deleted since it began. Export what is left anew, to an empty directory"
                                .formatted(
                                        source.topic(),
                                        range.partition(),
                                        kept.get(partition),
                                        range.begin()));
            }
            long begin = Math.max(range.begin(), begins.get(partition));
            ranges.add(
                    new Manifest.Range(
                            range.partition(), Math.min(begin, range.end()), range.end()));
        }
        return new ExportedTopic(new Manifest.Source(source.topic(), id, ranges));
    }

    /** Offsets to read. */
    long size() {
        return source.partitions().stream().mapToLong(range -> range.end() - range.begin()).sum();
    }

    /**
     * Reads outputs and erasures.
     *
     * @param end of the span
     * @param progress is given the number of records that are read
     * @return partitions on which nothing has a time at or after the span's end
     * @throws IOException if a record is no output, or Kafka cannot be reached
     */
    List<Integer> read(
            TopicSettings settings,
            SequenceContents contents,
            long end,
            Selection selection,
            LongConsumer progress)
            throws IOException {
        SortedSet<Integer> behind = new TreeSet<>();
        source.partitions().forEach(range -> behind.add(range.partition()));
        OutputTopic outputs = new OutputTopic(source.topic());
        long[] read = {0};
        scan(settings)
                .forEach(
                        raw -> {
                            long asOf = outputs.asOf(raw, contents);
                            outputs.requireTimestamp(raw, asOf);
                            if (raw.value() == null) {
                                selection.erasure(raw.key(), asOf);
                            } else {
                                selection.output(raw.key(), asOf, raw.value());
                            }
                            if (asOf >= end) {
                                behind.remove(raw.partition());
                            }
                            progress.accept(++read[0]);
                        });
        return List.copyOf(behind);
    }

    /** Reads erasures alone, from a topic whose values may be anything. */
    void readErasures(TopicSettings settings, Selection selection, LongConsumer progress)
            throws IOException {
        long[] read = {0};
        scan(settings)
                .forEach(
                        raw -> {
                            if (raw.value() == null && raw.key() != null) {
                                selection.erasure(raw.key(), raw.timestamp());
                            }
                            progress.accept(++read[0]);
                        });
    }

    private TopicScan scan(TopicSettings settings) {
        return TopicScan.of(settings, source.topic())
                .within(offsets(Manifest.Range::begin), offsets(Manifest.Range::end));
    }

    private Map<TopicPartition, Long> offsets(ToLongFunction<Manifest.Range> which) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        for (Manifest.Range range : source.partitions()) {
            offsets.put(
                    new TopicPartition(source.topic(), range.partition()),
                    which.applyAsLong(range));
        }
        return offsets;
    }
}
