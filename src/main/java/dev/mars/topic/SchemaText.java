// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import org.apache.avro.Schema;

/**
 * A generated class's schema as {@code schemas/*.avsc} has it. The generator marks each string with
 * the Java class that it uses; that is nobody else's business, and a registry would take the marked
 * schema for another one.
 */
public final class SchemaText {
    private static final String MARK = ",\"avro.java.string\":\"String\"";

    public static String of(Schema schema) {
        return schema.toString()
                .replace("{\"type\":\"string\"" + MARK + "}", "\"string\"")
                .replace(MARK, "");
    }

    private SchemaText() {}
}
