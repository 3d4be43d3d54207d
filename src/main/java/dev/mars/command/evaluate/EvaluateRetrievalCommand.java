// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.command.stack.TemporaryStack;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DataOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.DataSet;
import dev.mars.local.LocalStack;
import dev.mars.stream.JobSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "retrieval",
        description = {
            "Asks how well augmented items foretell what low-active users turn to next. Starts a"
                    + " local stack of its own, replays a data set through the real job, once for"
                    + " each variant, and compares the outputs; leaves nothing running.",
            "Asked about is each positive of a user with 1 to 4 earlier ones, in the 70 to 80 %% of"
                    + " the events that choices are made on (validation) and in the last 20 %%"
                    + " (test). The user's last output before it scores it (at request: an impression"
                    + " just before, which the replay adds, has asked for one; at rest: the one"
                    + " from the user's last behaviour on), and negatives: 5 drawn"
                    + " by the popularity of the 30 days before, 5 uniformly. Score-AUC: the share"
                    + " of negatives below the positive, ties half; 0.5 is chance. Gap: the share"
                    + " of positives among the augmented items minus that of the popularity"
                    + " negatives. Intervals are 95 %%, by bootstrap over users.",
            "Users and donors are told apart without decay, low 5, high 20, unless -D says"
                    + " otherwise; then the default and random donors once more under the options"
                    + " as they are, by half-life. A run of the job on 124,000 behaviours takes"
                    + " about a minute."
        })
final class EvaluateRetrievalCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Mixin private DataOptions data;
    @Spec private CommandSpec spec;

    @Option(
            names = "--variants",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Which to run beside the default, separated by commas: random-donors,"
                            + " recently-popular, same-items, random-vectors, user-embedding,"
                            + " text-only, image-only, unaligned, cca, votes, cap-halved,"
                            + " cap-doubled, donors-halved, donors-doubled, all-donors. Without it"
                            + " all but the last, which takes ten times as long as another.")
    private List<String> variants;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description = "Resamples of the users (default ${DEFAULT-VALUE}).")
    private int resamples = 1_000;

    @Option(
            names = "--no-half-lives",
            description = "Leave out the comparison by half-life, eight runs of the job.")
    private boolean noHalfLives;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write a page to look at, DIR/index.html, and every figure as JSON.")
    private Path report;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = new Configuration(options.configuration());
        JobSettings.from(configuration);
        requireKnown(RetrievalVariant.all(configuration));
        if (resamples < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bootstrap is " + resamples + "; it must be 1 or more, 1000 is usual");
        }
        PrintWriter out = spec.commandLine().getOut();
        // Not the topics and models of a stack that happens to be up.
        configuration.removeConfig(MarsOptions.MODEL_BASE);
        if (report != null) {
            // Before an evaluation that takes half an hour.
            Files.createDirectories(report);
        }
        try (DataSet set = data.open()) {
            List<String> names = names(configuration, set);
            RetrievalEvaluation evaluation =
                    new RetrievalEvaluation(
                            configuration, set, data.seed(), resamples, new Progress());
            evaluation.check(names, !noHalfLives);
            try (LocalStack stack = start(configuration, out)) {
                TemporaryStack.connect(configuration, stack);
                RetrievalReport found =
                        TemporaryStack.use(stack, () -> evaluation.run(names, !noHalfLives), out);
                out.print(RetrievalText.of(found));
                out.flush();
                if (report != null) {
                    out.println("\nReport: " + RetrievalPage.write(report, found));
                }
                out.flush();
            }
        }
        return 0;
    }

    private static LocalStack start(Configuration configuration, PrintWriter out) {
        out.println("Starting the local stack");
        return TemporaryStack.start("evaluate", configuration, out);
    }

    private void requireKnown(List<RetrievalVariant> known) {
        List<String> all = known.stream().map(RetrievalVariant::name).toList();
        for (String name : variants == null ? List.<String>of() : variants) {
            if (!all.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--variants: '"
                                + name
                                + "' is none of "
                                + String.join(", ", all)
                                + "; name some of these, separated by commas");
            }
        }
    }

    /** Those that are asked for, or else all but the slow one that the set's items can tell of. */
    private List<String> names(Configuration configuration, DataSet set) {
        if (variants != null) {
            return variants;
        }
        return RetrievalVariant.all(configuration).stream()
                .filter(variant -> variant.vectors().isIn(set))
                .map(RetrievalVariant::name)
                .filter(name -> !name.equals(RetrievalVariant.ALL_DONORS))
                .toList();
    }
}
