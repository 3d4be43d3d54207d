// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Estimate;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Quality;
import dev.mars.evaluation.Segment;
import dev.mars.report.Block;
import dev.mars.report.Columns;
import dev.mars.report.Digits;
import dev.mars.report.Group;
import dev.mars.report.Notice;
import dev.mars.report.Page;
import dev.mars.report.Table;
import dev.mars.report.Table.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An evaluation of retrieval, for people as a page and for machines as JSON. */
final class RetrievalPage {
    static final String PAGE = "index.html";
    static final String JSON = "evaluation.json";

    /**
     * Writes {@value #PAGE} and {@value #JSON}, over older ones.
     *
     * @param directory is made if it is missing
     * @return the page
     */
    static Path write(Path directory, RetrievalReport report) throws IOException {
        Files.createDirectories(directory);
        String json =
                new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(RetrievalJson.of(report));
        // As a string first: written as bytes, half a surrogate pair in a name would be an error.
        Files.write(directory.resolve(JSON), json.getBytes(StandardCharsets.UTF_8));
        Path page = directory.resolve(PAGE);
        page(report).write(page);
        return page;
    }

    /** The page alone. */
    static Page page(RetrievalReport report) {
        Page page =
                new Page(
                        "Evaluation of retrieval",
                        report.dataSet()
                                + ", "
                                + Digits.count(report.events())
                                + " behaviours, seed "
                                + report.seed());
        RetrievalReport.OfWorld main = report.worlds().get(0);
        for (Moment moment : Moment.values()) {
            page.opening(verdict(moment, main.of(moment, Part.VALIDATION, Segment.ALL)));
        }
        page.section("Variants", variants(report));
        for (Part part : Part.values()) {
            for (Moment moment : Moment.values()) {
                page.section(heading(main, moment, part), part(main, moment, part));
            }
        }
        List<Block> others = new ArrayList<>();
        for (RetrievalReport.OfWorld world : report.worlds().subList(1, report.worlds().size())) {
            for (Part part : Part.values()) {
                for (Moment moment : Moment.values()) {
                    others.add(other(world, moment, part));
                }
            }
        }
        if (!others.isEmpty()) {
            page.section("By half-life", others);
        }
        return page.section("How to read this", ReadingRetrieval.of(report));
    }

    private static Block other(RetrievalReport.OfWorld world, Moment moment, Part part) {
        Comparison all = world.of(moment, part, Segment.ALL);
        return new Group(
                heading(world, moment, part),
                List.of(
                        RetrievalTables.figures(all),
                        RetrievalTables.differences(all, RetrievalVariant.RANDOM_DONORS)));
    }

    private static String heading(RetrievalReport.OfWorld world, Moment moment, Part part) {
        Comparison all = world.of(moment, part, Segment.ALL);
        return "%s, %s, outputs %s: %s positives of %s users"
                .formatted(
                        world.title(),
                        part,
                        moment.title(),
                        Digits.count(all.positives()),
                        Digits.count(all.users()));
    }

    private static List<Block> part(RetrievalReport.OfWorld world, Moment moment, Part part) {
        Comparison all = world.of(moment, part, Segment.ALL);
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Columns(
                        List.of(
                                RetrievalTables.chart(all, Quality.AUC_POPULAR, "0.5 is chance."),
                                RetrievalTables.chart(all, Quality.GAP, "0 is chance."))));
        blocks.add(RetrievalTables.figures(all));
        for (String from : List.of(RetrievalVariant.RANDOM_DONORS, RetrievalVariant.DEFAULT)) {
            if (all.estimates().containsKey(from)) {
                blocks.add(
                        new Group(
                                "Against " + from + ", paired",
                                List.of(RetrievalTables.differences(all, from))));
            }
        }
        for (Quality quality : List.of(Quality.AUC_POPULAR, Quality.GAP, Quality.ANSWERED)) {
            blocks.add(
                    new Group(
                            RetrievalTables.title(quality) + ", by history and donors",
                            List.of(RetrievalTables.segments(world, moment, part, quality))));
        }
        return blocks;
    }

    private static Notice verdict(Moment moment, Comparison validation) {
        String start = "On validation, outputs " + moment.title();
        var ours = validation.estimates().get(RetrievalVariant.DEFAULT);
        var random = validation.estimates().get(RetrievalVariant.RANDOM_DONORS);
        List<String> points = new ArrayList<>();
        boolean isAbove = random != null;
        for (Quality quality : List.of(Quality.AUC_POPULAR, Quality.GAP)) {
            Estimate found = ours.get(quality);
            String point =
                    RetrievalTables.title(quality) + " " + RetrievalText.interval(found, false);
            if (random != null) {
                Estimate control = random.get(quality);
                point += ", random donors " + RetrievalText.interval(control, false);
                isAbove &= found.low() > control.high();
            }
            points.add(point);
        }
        return random == null
                ? new Notice(
                        Notice.Tone.CAUTION,
                        start + "; without random donors to compare with it says little.",
                        points)
                : new Notice(
                        isAbove ? Notice.Tone.GOOD : Notice.Tone.CAUTION,
                        isAbove
                                ? start + ", both intervals are above random donors'."
                                : start + ", not both intervals are above random donors'.",
                        points);
    }

    private static Block variants(RetrievalReport report) {
        return new Table(
                List.of(Cell.of("Variant"), Cell.of("Is"), Cell.of("Options"), Cell.of("Model")),
                report.variants().stream()
                        .map(
                                variant ->
                                        List.of(
                                                Cell.of(variant.name()),
                                                Cell.of(variant.meaning()),
                                                Cell.of(options(variant)),
                                                Cell.of(variant.model())))
                        .toList());
    }

    private static String options(RetrievalReport.OfVariant variant) {
        return String.join(
                ", ",
                variant.options().entrySet().stream()
                        .map(option -> option.getKey() + " = " + option.getValue())
                        .sorted()
                        .toList());
    }

    private RetrievalPage() {}
}
