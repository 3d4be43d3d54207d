// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.load;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DataOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.dataset.DataSet;
import dev.mars.topic.TopicSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        description =
                "Writes a data set to item-modality and user-behavior through ordinary producers."
                        + " Ends each partition with a heartbeat.")
public final class LoadCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Mixin private DataOptions data;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var configuration = options.configuration();
        try (DataSet set = data.open()) {
            Loader loader = new Loader(TopicSettings.from(configuration), configuration);
            Loader.Loaded loaded = loader.load(set, new Progress());
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Loaded %s: %,d items, %,d behaviours.%n",
                            set.name(), loaded.items(), loaded.behaviors());
        }
        return 0;
    }
}
