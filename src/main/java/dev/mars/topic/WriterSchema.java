// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/**
 * What is asked of a schema before anything written with it is read: that the time to read a record
 * follows from its bytes. An array whose elements take none, such as nulls, can claim any number of
 * them in each few bytes, and Avro's resolving decoder walks them all, for years, even to skip
 * them.
 */
final class WriterSchema {
    static boolean isBounded(Schema schema) {
        return isBounded(schema, new HashSet<>());
    }

    private static boolean isBounded(Schema schema, Set<String> seen) {
        return switch (schema.getType()) {
            case RECORD ->
                    !seen.add(schema.getFullName())
                            || schema.getFields().stream()
                                    .allMatch(field -> isBounded(field.schema(), seen));
            case ARRAY ->
                    !GenericDatumReader.isZeroByteSchema(schema.getElementType())
                            && isBounded(schema.getElementType(), seen);
            case MAP -> isBounded(schema.getValueType(), seen);
            case UNION -> schema.getTypes().stream().allMatch(type -> isBounded(type, seen));
            default -> true;
        };
    }

    private WriterSchema() {}
}
