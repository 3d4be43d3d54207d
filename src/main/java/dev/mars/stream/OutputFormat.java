// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.Augmentation;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes answers as records of augmented-sequences. */
final class OutputFormat {
    private final AvroFormat<AugmentedSequence> avro;
    private final boolean donorIds;

    OutputFormat(AugmenterSettings settings) throws IOException {
        donorIds = settings.donorIds();
        avro =
                AvroFormat.of(
                        AugmentedSequence.class,
                        settings.topics().registry(),
                        settings.topics().names().output());
    }

    Outgoing tombstone(Request request) {
        return new Outgoing(key(request), null, request.asOf());
    }

    /**
     * @param augmentation null for a user who is not low-active
     */
    Outgoing encode(
            Request request, Augmentation augmentation, long modelVersion, long indexEpoch) {
        // Not by the builder, which looks up each field's default.
        AugmentedSequence sequence =
                new AugmentedSequence(
                        request.userId(),
                        request.asOf(),
                        Tier.valueOf(request.tier().name()),
                        request.activity(),
                        own(request.own()),
                        augmented(augmentation),
                        status(augmentation),
                        augmentation == null ? 0 : augmentation.topSimilarity(),
                        augmentation == null ? 0 : augmentation.donors().size(),
                        donorIds && augmentation != null ? augmentation.donors() : List.of(),
                        modelVersion,
                        indexEpoch);
        return new Outgoing(key(request), avro.encode(sequence), request.asOf());
    }

    static AugmentationStatus status(Augmentation augmentation) {
        return augmentation == null
                ? AugmentationStatus.NOT_LOW_ACTIVE
                : AugmentationStatus.valueOf(augmentation.status().name());
    }

    private static byte[] key(Request request) {
        return request.userId().getBytes(StandardCharsets.UTF_8);
    }

    private static List<OwnEvent> own(List<SequenceEvent> events) {
        List<OwnEvent> own = new ArrayList<>(events.size());
        for (SequenceEvent event : events) {
            own.add(new OwnEvent(event.itemId(), event.eventTime(), event.action(), event.code()));
        }
        return own;
    }

    private static List<AugmentedItem> augmented(Augmentation augmentation) {
        if (augmentation == null) {
            return List.of();
        }
        List<AugmentedItem> items = new ArrayList<>(augmentation.items().size());
        for (dev.mars.retrieval.AugmentedItem item : augmentation.items()) {
            items.add(
                    new AugmentedItem(item.itemId(), item.score(), item.supporters(), item.code()));
        }
        return items;
    }
}
