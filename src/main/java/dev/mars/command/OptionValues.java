package dev.mars.command;

import dev.mars.config.MarsOptions;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * Reads options and holds them against {@link MarsOptions}: a misspelt one must not fall back to
 * its default unseen. Keys outside {@code mars.} are Flink's and pass.
 */
final class OptionValues {
    /** An option and the type of its value, as its declaration says. */
    private record Known(ConfigOption<?> option, Type type) {
        boolean isMap() {
            return type instanceof ParameterizedType;
        }

        boolean isEnum() {
            return type instanceof Class<?> c && c.isEnum();
        }
    }

    private static final Map<String, Known> KNOWN = known();

    /**
     * @param file YAML, or null
     * @param values win over the file's
     * @throws IllegalArgumentException naming the key, the value, and the rule that it breaks
     */
    static Configuration read(File file, Map<String, String> values) {
        Map<String, String> all = new TreeMap<>();
        if (file != null) {
            all.putAll(load(file));
        }
        values.forEach(
                (key, value) -> {
                    if (value.isEmpty()) {
                        throw new IllegalArgumentException(
                                "-D" + key + ": no value; write -D" + key + "=VALUE");
                    }
                    all.put(key, value);
                });
        all.replaceAll(OptionValues::spelling);
        Configuration configuration = Configuration.fromMap(all);
        all.keySet().stream()
                .filter(k -> k.startsWith("mars."))
                .forEach(k -> check(k, configuration));
        return configuration;
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
                    } else {
                        flat.put(key, String.valueOf(value));
                    }
                });
    }

    /** Values of enums may be written as item-sets or ITEM_SETS. */
    private static String spelling(String key, String value) {
        Known known = KNOWN.get(key);
        return known != null && known.isEnum() ? value.replace('_', '-') : value;
    }

    private static void check(String key, Configuration configuration) {
        Known known = KNOWN.get(key);
        if (known == null) {
            known = mapAbove(key);
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    key + ": no such option; the nearest is " + nearest(key));
        }
        try {
            configuration.getOptional(known.option());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + ": '" + configuration.toMap().get(key) + "' is not " + rule(known.type()),
                    e);
        }
    }

    /** A map is also set entry by entry, as in mars.actions.click. */
    private static Known mapAbove(String key) {
        return KNOWN.values().stream()
                .filter(known -> known.isMap() && key.startsWith(known.option().key() + "."))
                .findFirst()
                .orElse(null);
    }

    private static String nearest(String key) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return KNOWN.keySet().stream()
                .min(Comparator.comparingInt(known -> distance.apply(key, known)))
                .orElseThrow();
    }

    private static String rule(Type type) {
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        } else if (type == Double.class) {
            return "a number";
        } else if (type == Boolean.class) {
            return "true or false";
        } else if (type == Duration.class) {
            return "a duration such as 500 ms, 10 s, 5 min, 1 h or 90 d";
        } else if (type == MemorySize.class) {
            return "a size such as 64 mb or 1 gb";
        } else if (type instanceof Class<?> c && c.isEnum()) {
            return "one of "
                    + Arrays.stream(c.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        } else if (type instanceof ParameterizedType) {
            return "a list such as name:value,name:value";
        }
        return "a text";
    }

    private static Map<String, Known> known() {
        Map<String, Known> known = new TreeMap<>();
        for (Field field : MarsOptions.class.getFields()) {
            if (field.getType() == ConfigOption.class) {
                try {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    ParameterizedType type = (ParameterizedType) field.getGenericType();
                    known.put(option.key(), new Known(option, type.getActualTypeArguments()[0]));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return known;
    }

    private OptionValues() {}
}
