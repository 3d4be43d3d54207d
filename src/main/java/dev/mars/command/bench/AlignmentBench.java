// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.alignment.ModelTrainer;
import dev.mars.alignment.TrainedModel;
import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.TrainingSettings;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.StepBars;
import dev.mars.command.train.TrainingItems;
import dev.mars.command.train.TrainingOptions;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "alignment",
        description = {
            "Trains and judges a model on simulated pairs in this process, and writes seconds by"
                    + " step and peak memory as JSON.",
            "Give the process memory by MARS_JAVA_OPTS=-Xmx1500m; the default is too small for many"
                    + " pairs."
        })
final class AlignmentBench implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Mixin private JsonReport report;
    @Spec private CommandSpec spec;

    @Option(names = "--pairs", description = "Pairs (default ${DEFAULT-VALUE}).")
    private int pairs = 50_000;

    @Option(names = "--text", description = "Text dimensions (default ${DEFAULT-VALUE}).")
    private int text = 384;

    @Option(names = "--image", description = "Image dimensions (default ${DEFAULT-VALUE}).")
    private int image = 1_280;

    @Override
    public Integer call() throws IOException {
        report.prepare();
        Configuration configuration = options.configuration();
        configuration.set(
                MarsOptions.MODEL_SAMPLE,
                Math.max(pairs, configuration.get(MarsOptions.MODEL_SAMPLE)));
        TrainingSettings settings = TrainingOptions.settings(configuration, null, false);
        List<TrainingItem> items = items(settings.seed());
        Stopwatch watch = new Stopwatch();
        TrainedModel model;
        try (StepBars bars = new StepBars(new Progress())) {
            model =
                    ModelTrainer.train(
                            items,
                            null,
                            settings,
                            (what, done, total) -> {
                                watch.step(what);
                                bars.step(what, done, total);
                            });
        }
        watch.step(null);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pairs", items.size());
        figures.put("textDimensions", text);
        figures.put("imageDimensions", image);
        figures.put("dimensions", settings.dimensions());
        figures.put("cores", Runtime.getRuntime().availableProcessors());
        figures.put("java", Runtime.version().toString());
        figures.put("secondsByStep", watch.seconds);
        figures.put(
                "seconds", watch.seconds.values().stream().mapToDouble(Double::doubleValue).sum());
        figures.put("peakMemoryMiB", MemoryMeter.ownPeakBytes() >> 20);
        figures.put("verdict", model.report().verdict());
        figures.put("reasons", model.report().reasons());
        figures.put("quality", model.report().quality());
        String json =
                new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(figures);
        report.write(json, spec.commandLine().getOut());
        return 0;
    }

    /** As many items with both modalities as asked for. */
    private List<TrainingItem> items(long seed) {
        // Some simulated items lack a modality.
        SimulatorSettings world =
                SimulatorSettings.DEFAULT
                        .withSeed(seed)
                        .withSize(1, 2 * pairs, 0)
                        .withDimensions(text, image);
        try (Simulator simulator = new Simulator(world)) {
            return TrainingItems.of(
                    simulator
                            .items()
                            .filter(item -> item.text() != null && item.image() != null)
                            .limit(pairs),
                    pairs);
        }
    }

    /** Seconds by step. */
    private static final class Stopwatch {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private String current;
        private long since = System.nanoTime();

        void step(String what) {
            if (what != null && what.equals(current)) {
                return;
            }
            long now = System.nanoTime();
            if (current != null) {
                seconds.merge(current, (now - since) / 1e9, Double::sum);
            }
            current = what;
            since = now;
        }
    }
}
