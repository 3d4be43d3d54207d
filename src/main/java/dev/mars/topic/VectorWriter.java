// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro's writer of generated classes, but without boxing: {@link Floats} are written as they are,
 * and types without vectors by the code that is generated for them, field by field.
 */
final class VectorWriter<T> extends SpecificDatumWriter<T> {
    private final boolean hasVectors;

    VectorWriter(Schema schema, SpecificData data) {
        super(schema, data);
        hasVectors = schema.toString().contains("\"items\":\"float\"");
    }

    @Override
    protected void writeRecord(Schema schema, Object datum, Encoder out) throws IOException {
        if (hasVectors) {
            super.writeRecord(schema, datum, out);
        } else {
            ((SpecificRecordBase) datum).customEncode(out);
        }
    }

    @Override
    protected void writeArray(Schema schema, Object datum, Encoder out) throws IOException {
        if (!(datum instanceof Floats floats)) {
            super.writeArray(schema, datum, out);
            return;
        }
        float[] elements = Floats.of(floats);
        out.writeArrayStart();
        out.setItemCount(elements.length);
        for (float element : elements) {
            out.startItem();
            out.writeFloat(element);
        }
        out.writeArrayEnd();
    }
}
