// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;

/**
 * An option of {@link MarsOptions} or {@link LocalOptions} as it is declared there: what checks
 * options and what documents them read the same list.
 *
 * @param type of its value, which the option itself does not tell
 */
public record DeclaredOption(ConfigOption<?> option, Type type) {
    private static final List<Class<?>> DECLARING = List.of(MarsOptions.class, LocalOptions.class);

    /** All of them, by key. */
    public static List<DeclaredOption> all() {
        List<DeclaredOption> all = new ArrayList<>();
        for (Class<?> declaring : DECLARING) {
            for (Field field : declaring.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    all.add(of(field));
                }
            }
        }
        all.sort(Comparator.comparing(DeclaredOption::key));
        return all;
    }

    private static DeclaredOption of(Field field) {
        ParameterizedType type = (ParameterizedType) field.getGenericType();
        try {
            return new DeclaredOption(
                    (ConfigOption<?>) field.get(null), type.getActualTypeArguments()[0]);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public String key() {
        return option.key();
    }

    public boolean isMap() {
        return type instanceof ParameterizedType;
    }

    public boolean isEnum() {
        return type instanceof Class<?> c && c.isEnum();
    }

    /** What a value is, in a word or two, or the values that there are. */
    public String kind() {
        if (type == Integer.class || type == Long.class) {
            return "whole number";
        } else if (type == Double.class) {
            return "number";
        } else if (type == Boolean.class) {
            return "true or false";
        } else if (type == Duration.class) {
            return "duration";
        } else if (type == MemorySize.class) {
            return "size";
        } else if (isEnum()) {
            return values();
        } else if (isMap()) {
            return "name:value, …";
        }
        return "text";
    }

    /** What a value must be, as a message that refuses one ends. */
    public String rule() {
        if (type == Duration.class) {
            return "a duration such as 500 ms, 10 s, 5 min, 1 h or 90 d";
        } else if (type == MemorySize.class) {
            return "a size such as 64 mb or 1 gb";
        } else if (type == Boolean.class) {
            return "true or false";
        } else if (isEnum()) {
            return "one of " + values();
        } else if (isMap()) {
            return "a list such as name:value,name:value";
        }
        return "a " + kind();
    }

    /** The default as it would be set; empty if there is none. */
    public String defaultText() {
        Object value = option.defaultValue();
        if (value == null) {
            return "";
        } else if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        } else if (value instanceof Map<?, ?> map) {
            // By name: the map itself has no order.
            return new TreeMap<>(map)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + entry.getValue())
                            .collect(Collectors.joining(","));
        }
        return value.toString();
    }

    public String description() {
        return option.description().getBlocks().stream()
                .map(block -> ((TextElement) block).getFormat())
                .collect(Collectors.joining(" "));
    }

    private String values() {
        return Arrays.stream(((Class<?>) type).getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
