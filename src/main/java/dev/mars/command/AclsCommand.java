// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.job.Role;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.topic.Grant;
import dev.mars.topic.TopicSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "acls",
        description =
                "Prints what each command must be allowed to do in Kafka, and no more, as calls of"
                        + " Kafka's kafka-acls.sh. It asks and changes nothing: run what it prints as"
                        + " an administrator, with --command-config if the brokers ask who you are."
                        + " OUTPUT and GROUP stand for your own names.")
final class AclsCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "ROLE",
            description = "Of these only: ${COMPLETION-CANDIDATES}.")
    private List<Role> roles = List.of(Role.values());

    @Option(
            names = "--principal",
            paramLabel = "USER",
            defaultValue = "User:NAME",
            description = "Who gets it, as Kafka knows them; ${DEFAULT-VALUE} unless set.")
    private String principal;

    @Option(names = "--markdown", description = "Write the table of docs/security.md.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(table());
        } else {
            Configuration configuration = options.configuration();
            roles.forEach(role -> print(role, configuration, out));
        }
        out.flush();
        return 0;
    }

    private void print(Role role, Configuration configuration, PrintWriter out) {
        out.printf("# %s: %s%n", role, role.who().replace("`", ""));
        TopicSettings settings = TopicSettings.from(configuration);
        for (Grant grant : role.grants(configuration)) {
            out.println(grant.command(settings, principal));
        }
        out.println();
    }

    /** With the names that are not set otherwise: a function of {@link Role} alone. */
    static String table() {
        StringBuilder text = new StringBuilder("| role | who | is granted |\n|---|---|---|\n");
        for (Role role : Role.values()) {
            Map<String, List<String>> operations = new LinkedHashMap<>();
            for (Grant grant : role.grants(new Configuration())) {
                operations
                        .computeIfAbsent(resource(grant), r -> new ArrayList<>())
                        .add(grant.operationName());
            }
            String grants =
                    operations.entrySet().stream()
                            .map(of -> String.join(", ", of.getValue()) + " on " + of.getKey())
                            .collect(Collectors.joining("<br>"));
            text.append("| `%s` | %s | %s |\n".formatted(role, role.who(), grants));
        }
        return text.toString();
    }

    private static String resource(Grant grant) {
        return grant.resourceName().replace(grant.name(), "`" + grant.name() + "`");
    }
}
