// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.diff.Contents;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RejectedException;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Outputs as a topic holds them. */
final class Outputs {
    private static final AvroFormat<AugmentedSequence> FORMAT =
            new AvroFormat<>(AugmentedSequence.class, id -> AugmentedSequence.getClassSchema(), 1);

    static final SequenceDecoder DECODER =
            value -> {
                try {
                    return FORMAT.decode(value);
                } catch (RejectedException e) {
                    throw new IOException(e);
                }
            };

    static final Contents CONTENTS =
            new Contents() {
                @Override
                public boolean areSame(byte[] one, byte[] other) throws IOException {
                    return fields(one).equals(fields(other));
                }

                @Override
                public Map<String, String> fields(byte[] value) throws IOException {
                    AugmentedSequence sequence = DECODER.decode(value);
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("activity", String.valueOf(sequence.getActivity()));
                    fields.put("own", sequence.getOwn().toString());
                    return fields;
                }
            };

    static AugmentedSequence sequence(String user, long asOf, int own, int augmented) {
        List<OwnEvent> events = new ArrayList<>();
        for (int i = 0; i < own; i++) {
            events.add(new OwnEvent("i" + i, asOf - own + i, "click", Long.MIN_VALUE >> i));
        }
        List<AugmentedItem> items = new ArrayList<>();
        for (int i = 0; i < augmented; i++) {
            items.add(new AugmentedItem("ä\"\\\n" + i, 1 / (i + 3.0), 2 + i, (long) i));
        }
        return AugmentedSequence.newBuilder()
                .setUserId(user)
                .setAsOf(asOf)
                .setTier(Tier.LOW)
                .setActivity(own / 3.0)
                .setOwn(events)
                .setAugmented(items)
                .setStatus(
                        augmented == 0 ? AugmentationStatus.NO_DONOR : AugmentationStatus.AUGMENTED)
                .setTopSimilarity(augmented == 0 ? 0 : 2e-3)
                .setDonorsUsed(augmented)
                .setDonors(augmented == 0 ? List.of() : List.of("donor"))
                .setModelVersion(1)
                .setIndexEpoch(asOf / 3_600_000 - 1)
                .build();
    }

    static byte[] value(AugmentedSequence sequence) {
        return FORMAT.encode(sequence);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Outputs() {}
}
