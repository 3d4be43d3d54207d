// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.profile.Activity;
import dev.mars.profile.ActivityRule;
import dev.mars.profile.Tier;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What augmented-sequences says, read back as any consumer would. */
final class Summary {
    /** An output's identity. */
    private record Output(String userId, long asOf) {}

    private final Set<Output> outputs = new HashSet<>();
    private final Map<String, AugmentedSequence> last = new HashMap<>();
    private final Map<AugmentationStatus, Long> statuses = new EnumMap<>(AugmentationStatus.class);
    private long lowActive;
    private long tombstones;
    private long lastTime;

    static Summary read(TopicSettings topics) throws IOException {
        Summary summary = new Summary();
        try (SchemaRegistry registry = topics.registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            TopicScan.of(topics, topics.names().output())
                    .forEach(
                            raw -> {
                                if (raw.value() == null) {
                                    summary.tombstones++;
                                } else {
                                    summary.add(decode(format, raw.value()));
                                }
                            });
        }
        return summary;
    }

    private static AugmentedSequence decode(AvroFormat<AugmentedSequence> format, byte[] value)
            throws IOException {
        try {
            return format.decode(value);
        } catch (RejectedException e) {
            throw new IOException("an output cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(AugmentedSequence sequence) {
        // A repetition after a failure has the bytes of its original.
        if (!outputs.add(new Output(sequence.getUserId(), sequence.getAsOf()))) {
            return;
        }
        statuses.merge(sequence.getStatus(), 1L, Long::sum);
        if (sequence.getTier() == dev.mars.topic.avro.Tier.LOW) {
            lowActive++;
        }
        lastTime = Math.max(lastTime, sequence.getAsOf());
        last.merge(
                sequence.getUserId(),
                sequence,
                (before, after) -> after.getAsOf() >= before.getAsOf() ? after : before);
    }

    long outputs() {
        return outputs.size();
    }

    long lowActiveOutputs() {
        return lowActive;
    }

    long augmented() {
        return statuses.getOrDefault(AugmentationStatus.AUGMENTED, 0L);
    }

    long tombstones() {
        return tombstones;
    }

    Map<AugmentationStatus, Long> statuses() {
        return statuses;
    }

    /** Users per tier at the time of the last output. */
    Map<Tier, Long> tiers(ActivityRule rule) {
        Map<Tier, Long> tiers = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            tiers.put(tier, 0L);
        }
        for (AugmentedSequence sequence : last.values()) {
            Activity then =
                    Activity.of(
                            sequence.getActivity(),
                            sequence.getAsOf(),
                            Tier.valueOf(sequence.getTier().name()),
                            rule);
            tiers.merge(then.at(lastTime, rule).tier(), 1L, Long::sum);
        }
        return tiers;
    }

    /**
     * A low-active user to show: one with three to six positives whose last output has the most
     * augmented items, the most similar donor breaking ties, then the id.
     */
    AugmentedSequence example() {
        List<AugmentedSequence> candidates = new ArrayList<>(last.values());
        candidates.removeIf(sequence -> sequence.getStatus() != AugmentationStatus.AUGMENTED);
        candidates.sort(
                Comparator.comparing(
                                (AugmentedSequence sequence) ->
                                        sequence.getOwn().size() < 3
                                                || sequence.getOwn().size() > 6)
                        .thenComparing(sequence -> -sequence.getAugmented().size())
                        .thenComparing(sequence -> -sequence.getTopSimilarity())
                        .thenComparing(AugmentedSequence::getUserId));
        return candidates.isEmpty() ? null : candidates.get(0);
    }
}
