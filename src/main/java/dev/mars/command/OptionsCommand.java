// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.config.DeclaredOption;
import dev.mars.config.OptionGroup;
import dev.mars.config.OptionReference;
import java.io.PrintWriter;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "options",
        description = "Lists all options, with what they do, their types and defaults.")
final class OptionsCommand implements Runnable {
    private static final int WIDTH = 90;
    private static final String INDENT = "      ";

    @Spec private CommandSpec spec;

    @Option(names = "--markdown", description = "Write the reference, docs/options.md.")
    private boolean markdown;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(OptionReference.markdown());
        } else {
            OptionGroup.all().forEach(group -> print(group, out));
        }
        out.flush();
    }

    private static void print(OptionGroup group, PrintWriter out) {
        out.printf("%s%n%n", group.title());
        for (DeclaredOption option : group.options()) {
            String value = option.defaultText();
            out.printf("  %s%s%n", option.key(), value.isEmpty() ? "" : " = " + value);
            String text = option.description() + " (" + option.kind() + ")";
            out.printf("%s%s%n%n", INDENT, WordUtils.wrap(text, WIDTH, "\n" + INDENT, false));
        }
    }
}
