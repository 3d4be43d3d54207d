// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.SchemaText;
import dev.mars.topic.avro.AugmentedSequence;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The schema of the files: that of the topic, as this version of MARS knows it. */
final class ExportSchema {
    static final Schema SEQUENCE =
            new Schema.Parser().parse(SchemaText.of(AugmentedSequence.getClassSchema()));

    /**
     * The same with text in the place of enumerations. A Parquet column of an enumeration is read
     * as bytes by Arrow, and so by pandas.
     */
    static Schema withTextForEnums(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> Schema.create(Schema.Type.STRING);
            case ARRAY -> Schema.createArray(withTextForEnums(schema.getElementType()));
            case RECORD -> {
                List<Schema.Field> fields = new ArrayList<>();
                for (Schema.Field field : schema.getFields()) {
                    // Without the default, which an enumeration's would have to change with it.
                    fields.add(
                            new Schema.Field(
                                    field.name(), withTextForEnums(field.schema()), field.doc()));
                }
                yield Schema.createRecord(
                        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
            }
            default -> schema;
        };
    }

    private ExportSchema() {}
}
