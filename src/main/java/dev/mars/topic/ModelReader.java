// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import java.nio.charset.StandardCharsets;

/**
 * Reads records of the model topic and judges them as {@link BehaviorReader} does those of its own;
 * the id is {@code baseId/version}, the time effectiveFrom. For one thread.
 */
public final class ModelReader {
    private final AvroFormat<dev.mars.topic.avro.AlignmentModel> format;

    public ModelReader(SchemaSource schemas) {
        format = AvroFormat.reader(dev.mars.topic.avro.AlignmentModel.class, schemas);
    }

    public Inbound<AlignmentModel> read(RawRecord raw) throws RegistryUnavailableException {
        try {
            if (raw.value() == null) {
                return Inbound.tombstone(raw, Checks.tombstone("baseId/version", raw));
            }
            dev.mars.topic.avro.AlignmentModel read = format.decode(raw.value());
            AlignmentModel model = ModelFormat.model(read);
            String id = ModelFormat.key(model.base().id(), model.version());
            Checks.id("baseId/version", id, raw.key());
            return Inbound.value(raw, model, id, model.effectiveFrom());
        } catch (RejectedException e) {
            return Inbound.rejected(raw, e.rejection());
        }
    }

    static byte[] key(AlignmentModel model) {
        return ModelFormat.key(model.base().id(), model.version()).getBytes(StandardCharsets.UTF_8);
    }
}
