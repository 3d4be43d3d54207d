// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses secrets that are written out in options: they would be seen in process lists, job graphs
 * and configuration pages. Errors name the setting, never its value.
 */
final class OpenSecrets {
    /** By the last words of a property's name. */
    private static final Pattern SECRET =
            Pattern.compile(
                    "(.*[._-])?(password|passphrase|secret|token|user\\.info|credentials"
                            + "|keystore\\.key|(private|api|access|secret)[._-]?key)",
                    Pattern.CASE_INSENSITIVE);

    /** A login module's option in JAAS, such as password="..."; its name, and its value. */
    private static final Pattern JAAS_OPTION =
            Pattern.compile("([\\w.-]+)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;]+)");

    private static final Pattern JAAS_SECRET =
            Pattern.compile(
                    ".*(password|passphrase|secret|token|apikey|privatekey)",
                    Pattern.CASE_INSENSITIVE);

    /**
     * @param option that the properties were set by
     * @throws IllegalArgumentException naming the property that holds a secret
     */
    static void refuse(String option, Map<String, String> properties) {
        properties.forEach(
                (name, value) -> {
                    if (name.endsWith("sasl.jaas.config")) {
                        refuseJaas(option + "." + name, value);
                    } else if (SECRET.matcher(name).matches() && !SecretReferences.isIn(value)) {
                        throw open(option + "." + name, "a secret that is written out", "");
                    }
                });
    }

    /**
     * A registry's URL is shown in messages, and the client's own messages show it too.
     *
     * @throws IllegalArgumentException if it has a user before the host
     */
    static void refuseIn(String option, String url) {
        for (String one : url.split(",")) {
            if (one.matches("[^/]*//[^/]*@.*")) {
                throw new IllegalArgumentException(
                        "%s has a user or a password before the host; URLs are shown in messages: set basic.auth.credentials.source to USER_INFO and basic.auth.user.info to ${file:/path/to.properties:key}, both under mars.registry.properties"
                                .formatted(option));
            }
        }
    }

    private static void refuseJaas(String setting, String jaas) {
        Matcher option = JAAS_OPTION.matcher(jaas);
        while (option.find()) {
            if (JAAS_SECRET.matcher(option.group(1)).matches()
                    && !SecretReferences.isIn(option.group(2))) {
                String name = option.group(1);
                throw open(setting, "a " + name + " that is written out", name + "=");
            }
        }
    }

    private static IllegalArgumentException open(String setting, String what, String before) {
        String quote = before.isEmpty() ? "" : "\"";
        return new IllegalArgumentException(
                "%s holds %s, which is not shown here; options are seen in process lists and on web pages, so a secret must come from a file or the environment: write %s${file:/path/to.properties:key}%s or %s${env:NAME}%s"
                        .formatted(setting, what, before + quote, quote, before + quote, quote));
    }

    private OpenSecrets() {}
}
