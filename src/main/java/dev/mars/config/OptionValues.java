// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.io.File;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * Reads options and holds them against those that are declared: a misspelt one must not fall back
 * to its default unseen. Keys outside {@code mars.} are Flink's and pass.
 */
public final class OptionValues {
    private static final Map<String, DeclaredOption> KNOWN =
            DeclaredOption.all().stream()
                    .collect(
                            Collectors.toMap(
                                    DeclaredOption::key,
                                    option -> option,
                                    (one, other) -> one,
                                    TreeMap::new));

    /**
     * @param file YAML, or null
     * @param values win over the file's
     * @throws IllegalArgumentException naming the key, the value, and the rule that it breaks
     */
    public static Configuration read(File file, Map<String, String> values) {
        return read(Map.of(), file, values);
    }

    /**
     * @param cluster what a cluster's own configuration says; all else wins over it
     * @param file YAML, or null
     * @param values win over the file's
     * @throws IllegalArgumentException naming the key, the value, and the rule that it breaks
     */
    public static Configuration read(
            Map<String, String> cluster, File file, Map<String, String> values) {
        values.forEach(
                (key, value) -> {
                    if (value.isEmpty()) {
                        throw new IllegalArgumentException(
                                "-D" + key + ": no value; write -D" + key + "=VALUE");
                    }
                });
        Map<String, String> all = new TreeMap<>();
        put(cluster, all);
        if (file != null) {
            put(load(file), all);
        }
        put(values, all);
        all.replaceAll(OptionValues::spelling);
        Configuration configuration = Configuration.fromMap(all);
        all.keySet().stream()
                .filter(k -> k.startsWith("mars."))
                .forEach(k -> check(k, configuration));
        return configuration;
    }

    /**
     * Lets values win over others. Of a map's two forms Flink heeds the whole one alone: so an
     * entry is put among those of a whole map before it, and a whole map puts entries out.
     */
    private static void put(Map<String, String> values, Map<String, String> all) {
        new TreeMap<>(values)
                .forEach(
                        (key, value) -> {
                            DeclaredOption known = known(key);
                            if (known != null && known.isMap()) {
                                makeRoom(known, key, all);
                            }
                            all.put(key, value);
                        });
    }

    private static void makeRoom(DeclaredOption map, String key, Map<String, String> all) {
        if (key.equals(map.key())) {
            all.keySet().removeIf(other -> other.startsWith(key + "."));
        } else if (all.containsKey(map.key())) {
            Configuration whole = Configuration.fromMap(Map.of(map.key(), all.get(map.key())));
            check(map.key(), whole);
            all.remove(map.key());
            ((Map<?, ?>) whole.get(map.option()))
                    .forEach((name, value) -> all.put(map.key() + "." + name, "" + value));
        }
    }

    private static Map<String, String> load(File file) {
        if (!file.isFile()) {
            throw new IllegalArgumentException("--config: " + file + " is not a file");
        }
        Map<String, String> flat = new TreeMap<>();
        try {
            flatten("", YamlParserUtils.loadYamlFile(file), flat);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "--config: " + file + " cannot be read as YAML: " + e.getMessage(), e);
        }
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach(
                (name, value) -> {
                    String key = prefix + name;
                    if (value instanceof Map<?, ?> deeper) {
                        flatten(key + ".", deeper, flat);
                    } else if (value instanceof Collection<?> list) {
                        flat.put(
                                key,
                                list.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(";")));
                    } else if (value != null) {
                        flat.put(key, String.valueOf(value));
                    } else if (key.startsWith("mars.")) {
                        throw new IllegalArgumentException(
                                key + " has no value; give it one, or leave it out");
                    }
                });
    }

    /** Values of enums may be written as item-sets or ITEM_SETS. */
    private static String spelling(String key, String value) {
        DeclaredOption known = KNOWN.get(key);
        return known != null && known.isEnum() ? value.replace('_', '-') : value;
    }

    private static void check(String key, Configuration configuration) {
        DeclaredOption known = known(key);
        if (known == null) {
            throw new IllegalArgumentException(
                    key + ": no such option; the nearest is " + nearest(key));
        }
        try {
            configuration.getOptional(known.option());
        } catch (IllegalArgumentException e) {
            // A map's values may be secrets; the cause would show them too.
            String value = known.isMap() ? "its value" : "'" + configuration.toMap().get(key) + "'";
            throw new IllegalArgumentException(
                    key + ": " + value + " is not " + known.rule(), known.isMap() ? null : e);
        }
    }

    /** Of a key, or null. A map is also set entry by entry, as in mars.actions.click. */
    private static DeclaredOption known(String key) {
        if (KNOWN.containsKey(key)) {
            return KNOWN.get(key);
        }
        return KNOWN.values().stream()
                .filter(known -> known.isMap() && key.startsWith(known.key() + "."))
                .findFirst()
                .orElse(null);
    }

    private static String nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return KNOWN.keySet().stream()
                .min(Comparator.comparingInt(known -> distance.apply(key, known)))
                .orElseThrow();
    }

    private OptionValues() {}
}
