// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.alignment.AlignmentModel;
import dev.mars.command.bench.JsonReport;
import dev.mars.command.bench.MemoryMeter;
import dev.mars.command.job.BoundedJob;
import dev.mars.command.load.Loader;
import dev.mars.command.stack.TemporaryStack;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DataOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.dataset.DataSet;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.StackProcess;
import dev.mars.local.StackProgress;
import dev.mars.profile.Tier;
import dev.mars.stream.JobSettings;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "The whole of MARS on this machine: starts Kafka, a schema registry and Flink, loads"
                        + " a data set, trains and publishes a model, runs the job over the topics,"
                        + " reads the augmented sequences back and says what came of it. Leaves"
                        + " nothing running.")
final class DemoCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Mixin private DataOptions data;
    @Spec private CommandSpec spec;

    @Option(
            names = "--keep",
            description =
                    "Leave the stack up afterwards, with a page that shows it (see `mars inspect`);"
                            + " `mars down` ends it.")
    private boolean keep;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write every figure of the summary to FILE as JSON.")
    private Path report;

    private final Progress progress = new Progress();
    private final Map<String, Double> stepSeconds = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = new Configuration(options.configuration());
        JobSettings.from(configuration);
        if (report != null) {
            JsonReport.prepare(report);
        }
        long start = System.nanoTime();
        try (DataSet set = data.open();
                LocalStack stack = start(configuration);
                MemoryMeter memory =
                        new MemoryMeter(
                                () -> stack.processes().stream().map(StackProcess::pid).toList())) {
            return TemporaryStack.use(
                    stack,
                    () -> show(set, stack, memory, configuration, start),
                    spec.commandLine().getOut());
        }
    }

    private int show(
            DataSet set,
            LocalStack stack,
            MemoryMeter memory,
            Configuration configuration,
            long start)
            throws Exception {
        TemporaryStack.connect(configuration, stack);
        TopicSettings topics = TopicSettings.from(configuration);

        run("topics", () -> create(topics));
        Loader.Loaded loaded =
                run("load", () -> new Loader(topics, configuration).load(set, progress));
        AlignmentModel model =
                run("train", () -> new Training(topics, configuration).train(progress));
        run(
                "job",
                () -> {
                    BoundedJob.run(configuration, "augmenting", loaded.behaviors(), progress);
                    return null;
                });
        Summary summary = run("read", () -> Summary.read(topics));

        Figures figures = figures(configuration, set, loaded, model, summary);
        figures.put("seconds", (System.nanoTime() - start) / 1e9);
        figures.put("stepSeconds", stepSeconds);
        figures.put("peakMemoryMiB", memory.peakBytes() >> 20);
        print(figures, summary, set);
        write(figures);
        if (keep) {
            keep(stack, configuration);
        }
        return 0;
    }

    private LocalStack start(Configuration configuration) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting the local stack");
        return run(
                "start",
                () ->
                        keep
                                ? LocalStack.start(
                                        LocalSettings.from(configuration), StackProgress.lines(out))
                                : TemporaryStack.start("demo", configuration, out));
    }

    private <T> T run(String step, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        stepSeconds.put(step, (System.nanoTime() - start) / 1e9);
        return result;
    }

    private Void create(TopicSettings settings) throws IOException {
        try (TopicCreation topics = new TopicCreation(settings)) {
            topics.create(line -> {});
        }
        try (Topics topics = new Topics(settings)) {
            for (String topic : List.of(settings.names().behavior(), settings.names().item())) {
                if (topics.endOffsets(topic).values().stream().anyMatch(end -> end > 0)) {
                    throw new IllegalStateException(
                            "topic "
                                    + topic
                                    + " holds records of an earlier run already; the demo shows one"
                                    + " data set. Delete them with `mars down --purge`, or choose"
                                    + " another -Dmars.local.directory");
                }
            }
        }
        return null;
    }

    /** The summary's figures in the order in which they are told. */
    private static final class Figures extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    private static Figures figures(
            Configuration configuration,
            DataSet set,
            Loader.Loaded loaded,
            AlignmentModel model,
            Summary summary)
            throws IOException {
        JobSettings settings = JobSettings.from(configuration);
        Map<Tier, Long> tiers = summary.tiers(settings.positives().activity());
        Figures figures = new Figures();
        figures.put("dataSet", set.name());
        figures.put("items", loaded.items());
        figures.put("behaviors", loaded.behaviors());
        figures.put("users", tiers.values().stream().mapToLong(Long::longValue).sum());
        figures.put("usersPerTier", tiers);
        figures.put("donors", tiers.get(Tier.HIGH));
        figures.put("outputs", summary.outputs());
        figures.put("outputsPerStatus", summary.statuses());
        figures.put("lowActiveOutputs", summary.lowActiveOutputs());
        figures.put("augmented", summary.augmented());
        figures.put(
                "augmentedShare",
                summary.lowActiveOutputs() == 0
                        ? 0.0
                        : (double) summary.augmented() / summary.lowActiveOutputs());
        figures.put("tombstones", summary.tombstones());
        figures.put("deadLetters", deadLetters(settings.topics()));
        figures.put("model", model.base().id() + "/" + model.version());
        figures.put("modelMethod", model.method());
        figures.put("modelQuality", new TreeMap<>(model.quality()));
        return figures;
    }

    private static long deadLetters(TopicSettings settings) throws IOException {
        // Not by offsets: transactions have some of their own.
        long[] letters = {0};
        TopicScan.of(settings, settings.names().deadLetter()).forEach(letter -> letters[0]++);
        return letters[0];
    }

    private void print(Figures figures, Summary summary, DataSet set) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%n%s: %,d behaviours on %,d items%n",
                figures.get("dataSet"), figures.get("behaviors"), figures.get("items"));
        out.printf(
                "  users at the end    %,9d   %s%n",
                figures.get("users"), figures.get("usersPerTier"));
        out.printf("  donors at the end   %,9d%n", figures.get("donors"));
        out.printf(
                "  outputs             %,9d   %s%n",
                figures.get("outputs"), figures.get("outputsPerStatus"));
        out.printf("  of low-active users %,9d%n", figures.get("lowActiveOutputs"));
        out.printf(
                "  of these augmented  %,9d   %.1f %%%n",
                figures.get("augmented"), 100 * (double) figures.get("augmentedShare"));
        out.printf("  dead letters        %,9d%n", figures.get("deadLetters"));
        out.printf(
                "  model               %s, %s%n", figures.get("model"), figures.get("modelMethod"));
        out.printf(
                "  took                %9.1f s, at most %,d MiB of memory in all%n",
                figures.get("seconds"), figures.get("peakMemoryMiB"));
        AugmentedSequence example = summary.example();
        if (example != null) {
            out.printf("%nOne low-active user, before (own) and after (own and augmented):%n%n");
            out.print(SequenceText.of(example, set::title));
        }
        out.flush();
    }

    private void write(Figures figures) throws IOException {
        if (report != null) {
            Files.writeString(
                    report,
                    new ObjectMapper()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(figures)
                            + "\n");
        }
    }

    private void keep(LocalStack stack, Configuration configuration) {
        String flink = stack.flinkRest().toString();
        String inspector = stack.startInspector(configuration).where();
        stack.detach();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%nThe stack stays up:%n");
        out.printf("  inspector  %s%n", inspector);
        out.printf("  Flink UI   %s%n", flink);
        out.printf("  Kafka      %s%n", stack.bootstrapServers());
        out.printf("  registry   %s%n", stack.registryUrl());
        out.println(
                "Look at users and their sequences in the inspector. `mars run --detach` goes on"
                        + " live, `mars down` ends the stack.");
    }
}
