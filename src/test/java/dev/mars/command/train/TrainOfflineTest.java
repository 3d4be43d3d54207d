// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.XxHash;
import dev.mars.command.Mars;
import dev.mars.dataset.Item;
import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** If one of these fails, a training that needs no Kafka says nothing, or the wrong thing. */
class TrainOfflineTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... options) {
        List<String> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(options));
        all.add("-Dmars.local.directory=" + directory);
        all.add("-Dmars.model.descent.steps=3");
        all.add("-Dmars.model.dimensions=8");
        CommandLine mars = Mars.commandLine();
        // Buffered, as a terminal's: what is not flushed is lost at the end.
        mars.setOut(new PrintWriter(new BufferedWriter(out)));
        mars.setErr(new PrintWriter(err));
        return mars.execute(all.toArray(String[]::new));
    }

    @Test
    void anAblationTellsEveryVariant() {
        assertThat(run("--offline", "--ablation")).isZero();
        assertThat(out.toString())
                .contains("pairs 1057, heldOutPairs 105")
                .containsSubsequence("base", "random-projection", "pca-whitening", "ridge-cca")
                .containsSubsequence("info-nce", "ksd", "svgd", "all (stein)")
                .contains("recall@10.imageToText");
    }

    /**
     * Somebody cannot see why a model was refused, or takes it for a good one. Three steps are too
     * few for the gate.
     */
    @Test
    void aRefusedTrainingWritesItsPageAndPublishesNothing() {
        int exit = run("--offline", "--report", directory.resolve("page").toString());
        assertThat(out.toString())
                .contains("Refused: ksd2.rbf.image is", "REFUSED; nothing is published offline.");
        assertThat(exit).isEqualTo(1);
        assertThat(directory.resolve("page/index.html")).exists();
        assertThat(directory.resolve("page/training.json")).exists();
    }

    /** A script that goes by the exit code would put an unaligned model to use. */
    @Test
    void aModelWithoutAlignmentIsRefused() {
        assertThat(run("--offline", "-Dmars.model.method=pca")).isEqualTo(1);
        assertThat(out.toString()).contains("REFUSED; nothing is published offline.");
    }

    /** A script would stop at a model that it asked for in spite of the gate. */
    @Test
    void aRefusedModelIsNoFailureIfItIsForced() {
        assertThat(run("--offline", "-Dmars.model.method=pca", "--force")).isZero();
        assertThat(out.toString()).contains("Refused: ", "FORCED; nothing is published offline.");
    }

    @Test
    void tooFewPairsForAnAblationIsAnError() {
        assertThat(run("--offline", "--ablation", "--items", "100")).isEqualTo(1);
        assertThat(err.toString()).contains("an ablation needs 1000 or more");
    }

    @Test
    void aDataSetThatWouldBeIgnoredIsWrongUsage() {
        assertThat(run("--data", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--data chooses").contains("--offline");
    }

    /** A catalogue that is larger than memory would end a training that samples some of it. */
    @Test
    void whatIsNotSampledIsNotKept() {
        List<Item> items =
                IntStream.range(0, 500)
                        .mapToObj(i -> new Item("i" + i, "", 0, new float[] {i}, null))
                        .toList();
        List<TrainingItem> kept = TrainingItems.of(items.stream(), 100);
        assertThat(kept).hasSize(100);
        List<TrainingItem> all = TrainingItems.of(items.stream(), 500);
        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream()
                                .sorted(
                                        Comparator.comparing(
                                                item -> XxHash.of(item.itemId()),
                                                Long::compareUnsigned))
                                .limit(100)
                                .toList());
        Item twice = items.get(0);
        assertThatThrownBy(() -> TrainingItems.of(Stream.of(twice, twice), 100))
                .hasMessageContaining("item i0 is in the data set twice");
    }
}
