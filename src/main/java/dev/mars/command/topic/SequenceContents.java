// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import dev.mars.diff.Contents;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaSource;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Augmented sequences as fields. A list is its size and an entry for each element, so that a
 * difference in one of a hundred elements is that element alone. For one thread.
 */
public final class SequenceContents implements Contents {
    /** Where Avro begins, behind the magic byte and the schema id. */
    private static final int HEADER = 5;

    private static final String VALUE = "value";

    private final AvroFormat<AugmentedSequence> format;

    public SequenceContents(SchemaSource schemas) {
        format = AvroFormat.reader(AugmentedSequence.class, schemas);
    }

    /**
     * Of values with one schema the bytes decide, and nothing has to be decoded. Where the schemas
     * differ the fields decide that this version knows: a field may have been added.
     */
    @Override
    public boolean areSame(byte[] one, byte[] other) throws IOException {
        if (Arrays.equals(one, other)) {
            return true;
        }
        if (one == null || other == null || haveSameSchema(one, other)) {
            return false;
        }
        return fields(one).equals(fields(other));
    }

    private static boolean haveSameSchema(byte[] one, byte[] other) {
        return Arrays.equals(one, 0, Math.min(HEADER, one.length), other, 0, HEADER);
    }

    @Override
    public Map<String, String> fields(byte[] value) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        if (value == null) {
            fields.put(VALUE, "null, the user was erased");
            return fields;
        }
        AugmentedSequence sequence = decode(value);
        fields.put(VALUE, "a sequence");
        for (Schema.Field field : sequence.getSchema().getFields()) {
            Object content = sequence.get(field.pos());
            if (content instanceof List<?> list) {
                fields.put(field.name() + ".size", String.valueOf(list.size()));
                for (int i = 0; i < list.size(); i++) {
                    fields.put("%s[%s]".formatted(field.name(), i), String.valueOf(list.get(i)));
                }
            } else {
                fields.put(field.name(), String.valueOf(content));
            }
        }
        return fields;
    }

    /**
     * @throws IOException if the value is no augmented sequence, or the registry cannot be asked
     */
    public AugmentedSequence decode(byte[] value) throws IOException {
        try {
            return format.decode(value);
        } catch (RejectedException e) {
            throw new IOException("no augmented sequence: " + e.getMessage(), e);
        }
    }
}
