// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

/** The reference of options, docs/options.md: a pure function of {@link DeclaredOption#all}. */
public final class OptionReference {
    /** What writes the file anew. */
    public static final String COMMAND = "./mars options --markdown > docs/options.md";

    private static final String PREFACE =
            """
            # Options

            Set an option by `-Dkey=value`, or in a YAML file, nested or flat, that
            `--config FILE` names; `-D` wins. An unknown key or a value of a wrong type is refused.
            Options of Flink are set in the same way.

            Two jobs write the same bytes only if all options agree that say "shapes the output":
            keep them the same for a job, its restarts and its backfills.

            A duration is written as `500 ms`, `10 s`, `5 min`, `1 h` or `90 d`, a size as `64 mb`
            or `1 gb`, a list as `name:value,name:value`, or as one key for each name, such as
            `mars.actions.click`.

            Generated from `MarsOptions` and `LocalOptions`. Write it anew with `%s`.
            """
                    .formatted(COMMAND);

    /** The text of the file. */
    public static String markdown() {
        StringBuilder text = new StringBuilder(PREFACE);
        for (OptionGroup group : OptionGroup.all()) {
            text.append("\n## ").append(group.title()).append("\n\n");
            text.append("| key | type | default | what it does |\n|---|---|---|---|\n");
            for (DeclaredOption option : group.options()) {
                text.append(row(option));
            }
        }
        return text.toString();
    }

    private static String row(DeclaredOption option) {
        String value = option.defaultText();
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        option.key(),
                        option.kind(),
                        value.isEmpty() ? "none" : "`" + value + "`",
                        option.description().replace("|", "\\|"));
    }

    private OptionReference() {}
}
