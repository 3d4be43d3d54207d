// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.Ablation;
import dev.mars.alignment.ModelTrainer;
import dev.mars.alignment.TrainedModel;
import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.TrainingReport;
import dev.mars.alignment.TrainingSettings;
import dev.mars.alignment.Verdict;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DataOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.topic.Titles;
import dev.mars.dataset.DataSet;
import dev.mars.stream.TrainingResult;
import dev.mars.topic.TopicSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = {
            "Trains a model on the items of item-modality, judges it on pairs that were held out,"
                    + " and publishes it on alignment-model if it is accepted. If it is not, CCA is"
                    + " published in its place, if that is accepted.",
            "Runs as a bounded Flink job on the local stack, on the cluster at -Drest.address and"
                    + " -Drest.port, or else in this process. The same items, options and seed give"
                    + " the same model, which is published once.",
            "A base that is published stays: the model is another alignment of it, which running"
                    + " jobs take over from mars.model.lead after the newest behaviour on."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:published, or what was asked for",
            "1:refused, or failed",
            "2:wrong usage"
        })
public final class TrainCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Mixin private DataOptions data;
    @Spec private CommandSpec spec;

    @Option(
            names = "--new-base",
            description =
                    "Train a new base too. Running jobs keep theirs: a new base takes a job of its"
                            + " own and a backfill.")
    private boolean newBase;

    @Option(
            names = "--force",
            description =
                    "Publish a refused model all the same, marked so; or one that nothing could judge,"
                            + " after one that was judged.")
    private boolean force;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write a page to look at, DIR/index.html, and its figures.")
    private Path report;

    @Option(
            names = "--ablation",
            description =
                    "Compare variants of the training on the same split, and publish nothing:"
                            + " what alignment, contrast and Stein discrepancy are good for.")
    private boolean ablation;

    @Option(
            names = "--offline",
            description =
                    "Train in this process on the data set of --data, or a simulated one; needs no"
                            + " Kafka and publishes nothing.")
    private boolean offline;

    @Override
    public Integer call() throws Exception {
        ParseResult given = spec.commandLine().getParseResult();
        for (String option : List.of("--data", "--seed", "--users", "--items", "--behaviors")) {
            if (!offline && given.hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option
                                + " chooses a data set to train on in this process; without --offline"
                                + " the items of item-modality are trained on. Add --offline, or put"
                                + " the data set there with `mars load`");
            }
        }
        if (ablation && (newBase || report != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    (newBase ? "--new-base" : "--report")
                            + " says something about a model that is published; --ablation compares"
                            + " several and publishes none, on the base that is in use. Leave one of"
                            + " the two out");
        }
        if (report != null) {
            // Before a training that may take minutes, and publishes.
            Files.createDirectories(report);
        }
        Configuration configuration = options.configuration();
        return offline ? offline(configuration) : online(configuration);
    }

    private int online(Configuration configuration) throws Exception {
        Configuration cluster = options.cluster();
        TopicSettings topics = TopicSettings.from(configuration);
        Training.Kind kind =
                ablation
                        ? Training.Kind.ABLATION
                        : newBase ? Training.Kind.BASE : Training.Kind.ALIGNMENT;
        TrainingResult result = new Training(topics, cluster).run(kind, force, new Progress());
        if (ablation) {
            return tell(result.ablation());
        }
        // What is published stays so, whatever becomes of the report.
        return tell(
                result,
                report == null
                        ? id -> id
                        : Titles.orIds(
                                () -> Titles.of(topics, TrainingPage.items(result.report())),
                                spec.commandLine().getErr()));
    }

    private int offline(Configuration configuration) throws Exception {
        TrainingSettings settings = TrainingOptions.settings(configuration, null, force);
        try (DataSet set = data.open();
                StepBars bars = new StepBars(new Progress())) {
            List<TrainingItem> items = TrainingItems.of(set.items(), settings.sample());
            if (ablation) {
                Ablation result = Ablation.run(items, null, settings, bars);
                bars.close();
                return tell(result);
            }
            TrainedModel model = ModelTrainer.train(items, null, settings, bars);
            bars.close();
            return tell(
                    new TrainingResult(model.base().id(), 0, false, model.report(), null),
                    set::title);
        }
    }

    private int tell(Ablation ablation) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(QualityText.counts(ablation.counts()));
        out.print(QualityText.table(ablation.byKey()));
        out.flush();
        return 0;
    }

    private int tell(TrainingResult result, UnaryOperator<String> titles) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        TrainingReport told = result.report();
        out.println(QualityText.counts(told.counts()));
        out.print(QualityText.table(told.quality()));
        tellOfOtherLengths(told);
        told.reasons().forEach(reason -> out.println("Refused: " + reason + "."));
        String model =
                (result.version() == 0 ? "Unpublished model" : "Model " + result.version())
                        + " of base %s, %s".formatted(result.baseId(), told.method());
        if (offline) {
            out.printf("%s; nothing is published offline.%n", told.verdict());
        } else if (result.version() == 0) {
            out.println("Nothing is published: no model of this training is accepted.");
        } else {
            out.printf(
                    "%s, %s.%n",
                    model,
                    !result.isNew()
                            ? "is published already"
                            : switch (told.verdict()) {
                                case ACCEPTED -> "is accepted and published";
                                case REPLACED -> "is published in its place";
                                case FORCED -> "is published all the same";
                                default -> "is published; there was nothing to judge it by";
                            });
        }
        out.flush();
        if (report != null) {
            out.println("Report: " + TrainingPage.write(report, told, model, titles));
            out.flush();
        }
        return told.verdict() == Verdict.REFUSED ? 1 : 0;
    }

    private void tellOfOtherLengths(TrainingReport told) {
        Double leftOut = told.counts().get(TrainingReport.OTHER_LENGTHS);
        if (leftOut != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    "Left out: %,.0f items whose text or image vector has another length than most. A job dead-letters"
                            + " such records (WRONG_LENGTH): encode them anew.%n",
                    leftOut);
            err.flush();
        }
    }
}
