package dev.mars.command;

import dev.mars.alignment.AlignmentModel;
import dev.mars.topic.TopicSettings;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description =
                "Trains a model on the items of item-modality and publishes it on alignment-model."
                        + " The same items, options and seed give the same model, which is"
                        + " published once.")
final class TrainCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var configuration = options.configuration();
        AlignmentModel model =
                new Training(TopicSettings.from(configuration), configuration)
                        .train(new Progress());
        var out = spec.commandLine().getOut();
        out.printf(
                "Model %d of base %s (%s) is published, effective from %d.%n",
                model.version(), model.base().id(), model.method(), model.effectiveFrom());
        new TreeMap<>(model.quality())
                .forEach((name, value) -> out.printf("  %-28s %.4f%n", name, value));
        return 0;
    }
}
