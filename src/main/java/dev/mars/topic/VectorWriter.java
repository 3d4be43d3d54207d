// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Avro's writer of generated classes, but {@link Floats} are written without boxing. */
final class VectorWriter<T> extends SpecificDatumWriter<T> {
    VectorWriter(Schema schema, SpecificData data) {
        super(schema, data);
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
