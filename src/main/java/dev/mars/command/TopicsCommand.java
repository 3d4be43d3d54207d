// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        description =
                "Creates the topics that are missing and registers their schemas. What is there"
                        + " already stays as it is.")
final class TopicsCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (TopicCreation topics =
                new TopicCreation(TopicSettings.from(options.configuration()))) {
            topics.create(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
