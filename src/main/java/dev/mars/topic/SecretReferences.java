// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Properties that name secrets instead of holding them, in Kafka's own words: {@code ${env:NAME}},
 * {@code ${file:/path/to.properties:key}} and {@code ${directory:/path:file}}, anywhere in a value.
 * Whoever makes a client looks the secret up, in its own process, so that what travels and what is
 * stored (job graph, checkpoint, web UI) holds the reference alone.
 */
final class SecretReferences {
    private static final String PROVIDERS = "config.providers";

    /** As Kafka's ConfigTransformer reads them: provider, perhaps a path, and a key. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+):[^}]*}");

    private static final Map<String, Class<?>> KNOWN =
            Map.of(
                    "env", EnvVarConfigProvider.class,
                    "file", FileConfigProvider.class,
                    "directory", DirectoryConfigProvider.class);

    static boolean isIn(String value) {
        return REFERENCE.matcher(value).find();
    }

    /**
     * The same properties, with those that tell a Kafka client how to look references up. It does
     * so by itself. They are checked here, because a client takes a reference that leads nowhere
     * for the secret, and is told only that its password is wrong.
     *
     * @param option that the properties were set by
     * @throws IllegalArgumentException naming the property and the reference that leads nowhere
     */
    static Map<String, String> checked(String option, Map<String, String> properties) {
        Map<String, String> all = withProviders(properties);
        resolved(option, properties);
        return all;
    }

    /**
     * The properties with the secrets in them, for a client that knows no references.
     *
     * @param option that the properties were set by
     * @throws IllegalArgumentException naming the property and the reference that leads nowhere
     */
    static Map<String, String> resolved(String option, Map<String, String> properties) {
        Map<String, String> all = withProviders(properties);
        Map<String, String> resolved = new TreeMap<>();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey();
            if (!isProvider(name)) {
                resolved.put(name, resolve(option + "." + name, property.getValue(), all));
            }
        }
        return resolved;
    }

    /** One value, so that an error can name it. */
    private static String resolve(String name, String value, Map<String, String> providers) {
        List<String> references = references(value);
        if (references.isEmpty()) {
            return value;
        }
        for (String reference : references) {
            if (lookUp(name, reference, providers).equals(reference)) {
                throw nowhere(name, reference, "there is nothing of this name", null);
            }
        }
        return lookUp(name, value, providers);
    }

    private static String lookUp(String name, String value, Map<String, String> providers) {
        Map<String, String> one = new TreeMap<>(providers);
        one.keySet().removeIf(key -> !isProvider(key));
        one.put("value", value);
        try {
            return new AbstractConfig(new ConfigDef(), one, false).originalsStrings().get("value");
        } catch (ConfigException e) {
            throw nowhere(name, value, e.getMessage(), e);
        }
    }

    private static IllegalArgumentException nowhere(
            String name, String reference, String why, Exception cause) {
        return new IllegalArgumentException(
                "%s refers to %s: %s; a reference must be ${env:NAME}, ${file:/path/to.properties:key} or ${directory:/path:file}, and lead to a secret in every process that makes a client, those of Flink included"
                        .formatted(name, reference, why),
                cause);
    }

    /** Of users who set providers of their own, those alone. */
    private static Map<String, String> withProviders(Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(properties);
        if (!all.containsKey(PROVIDERS)
                && properties.values().stream().anyMatch(SecretReferences::isIn)) {
            all.put(PROVIDERS, String.join(",", new TreeMap<>(KNOWN).keySet()));
            KNOWN.forEach(
                    (name, provider) ->
                            all.put(PROVIDERS + "." + name + ".class", provider.getName()));
        }
        return all;
    }

    private static boolean isProvider(String name) {
        return name.equals(PROVIDERS) || name.startsWith(PROVIDERS + ".");
    }

    private static List<String> references(String value) {
        List<String> references = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(value);
        while (matcher.find()) {
            references.add(matcher.group());
        }
        return references;
    }

    private SecretReferences() {}
}
