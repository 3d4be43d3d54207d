// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.alignment.NearestPartners;
import dev.mars.alignment.TrainingReport;
import dev.mars.report.Block;
import dev.mars.report.Digits;
import dev.mars.report.Notice;
import dev.mars.report.Page;
import dev.mars.report.Paragraph;
import dev.mars.report.Table;
import dev.mars.report.Table.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** A training's report, for people as a page and for machines as JSON. */
final class TrainingPage {
    static final String PAGE = "index.html";
    static final String JSON = "training.json";

    /**
     * Writes {@value #PAGE} and {@value #JSON}, over older ones.
     *
     * @param directory is made if it is missing
     * @param subtitle which model it is
     * @param titles of items by id, never null
     * @return the page
     */
    static Path write(
            Path directory, TrainingReport report, String subtitle, Function<String, String> titles)
            throws IOException {
        Files.createDirectories(directory);
        String json =
                new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(report);
        // As a string first: written as bytes, half a surrogate pair in an id would be an error.
        Files.write(directory.resolve(JSON), json.getBytes(StandardCharsets.UTF_8));
        Path page = directory.resolve(PAGE);
        page(report, subtitle, titles).write(page);
        return page;
    }

    /** The page alone. */
    static Page page(TrainingReport report, String subtitle, Function<String, String> titles) {
        GateTable gate = new GateTable(report);
        return new Page("Training of an alignment", subtitle)
                .opening(verdict(report))
                .section("Text and images, before and after", SpacePlots.of(report, titles))
                .section("What the gate measured", gate.blocks())
                .section("Training curves", LossCurves.of(report.curve()))
                .section("Nearest images of a few texts", PartnerLists.of(report, titles))
                .section("Counts", counts(report))
                .section("How to read this", HowToRead.BLOCKS);
    }

    /** Ids of the items that a page of this report shows by their titles. */
    static Set<String> items(TrainingReport report) {
        Set<String> items = new HashSet<>();
        report.views().forEach(view -> view.points().forEach(point -> items.add(point.itemId())));
        for (NearestPartners item : report.partners()) {
            items.add(item.itemId());
            item.byVariant().values().forEach(items::addAll);
        }
        return items;
    }

    private static Notice verdict(TrainingReport report) {
        String method = report.method();
        return switch (report.verdict()) {
            case ACCEPTED ->
                    new Notice(
                            Notice.Tone.GOOD,
                            "The trained model passed the gate (" + method + ").",
                            report.reasons());
            case REPLACED ->
                    new Notice(
                            Notice.Tone.CAUTION,
                            "The trained model was refused. The closed-form one passed, and is"
                                    + (" taken in its place (" + method + ")."),
                            report.reasons());
            case FORCED ->
                    new Notice(
                            Notice.Tone.CAUTION,
                            "The trained model was refused, and is taken all the same ("
                                    + method
                                    + "), because that was asked for.",
                            report.reasons());
            case REFUSED ->
                    new Notice(
                            Notice.Tone.BAD,
                            "No model of this training is accepted. Nothing is published.",
                            report.reasons());
            case UNGATED ->
                    new Notice(
                            Notice.Tone.CAUTION,
                            "There was nothing to judge a model by: one modality only, or too few"
                                    + " pairs to hold some out. The closed-form model is taken"
                                    + " unjudged ("
                                    + method
                                    + ").",
                            report.reasons());
        };
    }

    private static Block counts(TrainingReport report) {
        if (report.counts().isEmpty()) {
            return new Paragraph("Nothing was counted.");
        }
        return new Table(
                List.of(Cell.of("What"), Cell.numbers("How many", "")),
                report.counts().entrySet().stream()
                        .map(
                                count ->
                                        List.of(
                                                Cell.of(words(count.getKey())),
                                                Cell.number(Digits.count(count.getValue()))))
                        .toList());
    }

    /** A key as words: {@code heldOutPairs} is held out pairs. */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private TrainingPage() {}
}
