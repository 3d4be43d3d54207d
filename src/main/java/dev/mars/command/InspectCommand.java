// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.inspector.Inspector;
import dev.mars.inspector.InspectorSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "inspect",
        description =
                "Serves a page on this machine, until Ctrl-C, that shows users with their sequences,"
                        + " live rates, the index of the running job, the newest model's space and"
                        + " dead letters. `mars up` starts one too; this is for another cluster, or"
                        + " another choice of options. It reads the topics and changes nothing.")
final class InspectCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the page; mars.local.port.inspector unless given, 0 = a free one.")
    private Integer port;

    @Option(
            names = "--donors",
            description =
                    "Show the donors behind a sequence, where outputs carry them"
                            + " (mars.output.donor-ids); the same as -Dmars.inspector.donors=true.")
    private boolean donors;

    @Override
    public Integer call() throws Exception {
        InspectorSettings settings = InspectorSettings.from(options.cluster());
        if (port != null) {
            settings = settings.withPort(port);
        }
        if (donors) {
            settings = settings.withDonors();
        }
        try (Inspector inspector = Inspector.start(settings)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("The inspector is at %s; Ctrl-C ends it.%n", inspector.uri());
            out.flush();
            Thread.currentThread().join();
        }
        return 0;
    }
}
