// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The generated classes that one type is made of, as Avro's reader looks them up.
 *
 * <p>Avro would look each name up by reflection: in its own class loader, which on a Flink cluster
 * does not see the job's classes, and only if a system property or a JVM-wide hook trusts the name.
 * Here the names are those of the type's own schema, found once with the type's own loader; no name
 * that a writer chose is ever looked up.
 */
final class GeneratedClasses extends SpecificData {
    private final Schema schema;
    private final Schema contract;
    private final Map<String, Class<?>> classes = new HashMap<>();

    GeneratedClasses(Class<? extends SpecificRecord> type) {
        super(type.getClassLoader());
        setFastReaderEnabled(false);
        schema = getSchema(type);
        contract = new Schema.Parser().parse(SchemaText.of(schema));
        collect(schema);
    }

    /** The type's own schema. */
    Schema schema() {
        return schema;
    }

    /** Whether a writer's schema is the type's own, so that nothing needs to be resolved. */
    boolean isOwn(Schema writer) {
        return writer.equals(contract) || writer.equals(schema);
    }

    @Override
    @SuppressWarnings("rawtypes") // As inherited.
    public Class getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }

    private void collect(Schema part) {
        switch (part.getType()) {
            case RECORD -> {
                if (classes.put(part.getFullName(), load(part.getFullName())) == null) {
                    part.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM, FIXED -> classes.put(part.getFullName(), load(part.getFullName()));
            case ARRAY -> collect(part.getElementType());
            case MAP -> collect(part.getValueType());
            case UNION -> part.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, true, getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Class " + name + " is missing beside the generated classes; build again", e);
        }
    }
}
