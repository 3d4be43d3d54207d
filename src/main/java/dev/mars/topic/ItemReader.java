// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.ItemModality;

/**
 * Reads records of the item topic and judges them. Whatever the bytes are, the answer is an {@link
 * Inbound}; only a registry that cannot be asked is an exception. For one thread.
 */
public final class ItemReader {
    private final AvroFormat<ItemModality> format;
    private final ItemRules rules;

    public ItemReader(SchemaSource schemas, ItemRules rules) {
        this.format = AvroFormat.reader(ItemModality.class, schemas);
        this.rules = rules;
    }

    public Inbound<ItemFeatures> read(RawRecord raw) throws RegistryUnavailableException {
        try {
            return raw.value() == null
                    ? Inbound.tombstone(raw, unreserved(Checks.tombstone("itemId", raw)))
                    : judge(raw, format.decode(raw.value()));
        } catch (RejectedException e) {
            return Inbound.rejected(raw, e.rejection());
        }
    }

    private Inbound<ItemFeatures> judge(RawRecord raw, ItemModality read) throws RejectedException {
        long time = read.getEffectiveFrom();
        Checks.time("effectiveFrom", time, raw, rules.maxAheadMillis());
        if (read.getHeartbeat()) {
            return Inbound.heartbeat(raw, time);
        }
        Checks.id("itemId", read.getItemId(), raw.key());
        String id = unreserved(read.getItemId());
        float[] text = Floats.of(read.getText());
        float[] image = Floats.of(read.getImage());
        Checks.vector("text", text, rules.textDimensions());
        Checks.vector("image", image, rules.imageDimensions());
        return Inbound.value(raw, new ItemFeatures(id, time, text, image), id, time);
    }

    private static String unreserved(String id) throws RejectedException {
        if (id.startsWith(Heartbeat.KEY_PREFIX)) {
            throw new RejectedException(
                    Reason.MISSING_ID,
                    ("The itemId is %s; ids that begin with %s are the keys of "
                                    + "heartbeats: choose another id")
                            .formatted(Quote.of(id), Heartbeat.KEY_PREFIX));
        }
        return id;
    }
}
