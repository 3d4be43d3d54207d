// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.alignment.LossPoint;
import dev.mars.alignment.Measure;
import dev.mars.alignment.NearestPartners;
import dev.mars.alignment.SpaceView;
import dev.mars.alignment.TrainingReport;
import dev.mars.alignment.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPageTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir Path directory;

    /** A part of the training that the report promises would not be shown. */
    @Test
    void showsEveryPartInOrder() throws Exception {
        Path page =
                TrainingPage.write(
                        directory.resolve("new/report"),
                        report(Verdict.REPLACED),
                        "Model 3 of base abc",
                        id -> "title of " + id);
        assertThat(page).isEqualTo(directory.resolve("new/report/index.html"));
        assertThat(Files.readString(page))
                .containsSubsequence(
                        "Model 3 of base abc",
                        "The trained model was refused",
                        "recall fell by half",
                        "Before: base",
                        "title of i0",
                        "After: stein",
                        "What the gate measured",
                        "base</th>",
                        "cca<small>taken</small>",
                        "stein</th>",
                        Measure.KSD_RBF_TEXT.meaning(),
                        Measure.KSD_RBF_TEXT.key(),
                        "one of 50 candidates",
                        "InfoNCE",
                        "KSD²",
                        "Nearest images of a few texts",
                        "title of i1",
                        "Not among the first 2.",
                        "✓ title of i1",
                        "held out pairs",
                        "How to read this",
                        "whitening");
    }

    /** An item that is forgotten would go by its id, one too many would be kept for nothing. */
    @Test
    void namesTheItemsThatItShows() {
        TrainingReport report = report(Verdict.ACCEPTED);
        Set<String> shown = new HashSet<>();
        TrainingPage.page(
                report,
                "",
                id -> {
                    shown.add(id);
                    return id;
                });
        assertThat(shown).isNotEmpty();
        assertThat(TrainingPage.items(report)).isEqualTo(shown);
    }

    /** Machines would have to read the page. */
    @Test
    void theJsonIsTheWholeReport() throws Exception {
        TrainingReport report = report(Verdict.ACCEPTED);
        TrainingPage.write(directory, report, "", id -> id);
        JsonNode json =
                new ObjectMapper().readTree(Files.readString(directory.resolve("training.json")));
        assertThat(json.path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(json.path("quality").path("cca").path("gap.centroid").asDouble())
                .isEqualTo(report.quality().get("cca").get("gap.centroid"));
        assertThat(json.path("views").get(1).path("points")).hasSize(50);
        assertThat(json.path("curve")).hasSize(2);
    }

    /** The worse model would be shown as the better, or one that is only equal as the best. */
    @Test
    void marksTheBestByWhatAMeasureShouldBe() {
        Map<String, Map<String, Double>> quality = new LinkedHashMap<>();
        quality.put("a", measures(-0.02, 0.0001, 0.45, 0.25));
        quality.put("b", measures(0.01, 0.9, 0.7, 0.25));
        String html = html(with(Verdict.ACCEPTED, quality));
        assertThat(html)
                .contains("<strong>0.01000</strong>")
                .contains("<strong>0.4500</strong>")
                .contains("&lt; 0.001")
                .doesNotContain("<strong>−0.02000</strong>")
                .doesNotContain("<strong>0.2500</strong>")
                .doesNotContain("<strong>0.9000</strong>");
    }

    /** A measure that a variant lacks or that is new would break the report, or be left out. */
    @Test
    void showsMissingAndUnknownMeasures() {
        Map<String, Map<String, Double>> quality = new LinkedHashMap<>();
        quality.put("a", Map.of(Measure.CENTROID_GAP.key(), 0.25, "brand.new", 3.25));
        quality.put("b", Map.of(Measure.CENTROID_GAP.key(), Double.NaN));
        assertThat(html(with(Verdict.ACCEPTED, quality)))
                .contains("0.2500")
                .contains("brand.new")
                .contains("3.250")
                .contains("–</td>");
    }

    /**
     * An empty box or a failure where there was nothing to judge: one modality is a common case.
     */
    @Test
    void saysThatThereIsNothingToShow() {
        TrainingReport empty =
                new TrainingReport(
                        Verdict.UNGATED,
                        "whitening",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(new SpaceView("base", List.of())),
                        List.of());
        assertThat(html(empty))
                .containsSubsequence(
                        "There was nothing to judge a model by",
                        "There is nothing to show",
                        "Nothing was measured",
                        "There are none: no descent was run",
                        "There are none to show",
                        "Nothing was counted",
                        "How to read this")
                .doesNotContain("<canvas")
                .doesNotContain("<table");
    }

    /** People would not know what runs in production. */
    @ParameterizedTest
    @EnumSource(Verdict.class)
    void theVerdictComesFirstAndInWords(Verdict verdict) {
        String html = html(report(verdict));
        String opening = html.substring(html.indexOf("<h1>"), html.indexOf("<h2>"));
        assertThat(opening).contains("class=\"notice ").contains("recall fell by half");
        assertThat(opening.contains("Nothing is published")).isEqualTo(verdict == Verdict.REFUSED);
        assertThat(html.contains("<small>taken</small>")).isEqualTo(verdict != Verdict.REFUSED);
    }

    /** A shop's title could run a script with whoever opens the report. */
    @Test
    void titlesAreHarmless() {
        assertThat(TrainingPage.page(report(Verdict.ACCEPTED), HOSTILE, id -> HOSTILE).html())
                .doesNotContain("<img")
                .contains("&lt;img src=x")
                .contains("\\u003c/script>\\u003cimg");
    }

    private static String html(TrainingReport report) {
        return TrainingPage.page(report, "", id -> id).html();
    }

    private static Map<String, Double> measures(
            double discrepancy, double p, double probe, double recall) {
        return Map.of(
                Measure.KSD_IMQ_TEXT.key(), discrepancy,
                Measure.P_IMQ_TEXT.key(), p,
                Measure.PROBE.key(), probe,
                Measure.RECALL_10_TEXT.key(), recall);
    }

    private static TrainingReport with(Verdict verdict, Map<String, Map<String, Double>> quality) {
        List<SpaceView.Point> points = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            float at = i / 50f;
            points.add(new SpaceView.Point("i" + i, at, -at, -at, at));
        }
        Map<String, List<String>> partners = new LinkedHashMap<>();
        partners.put("base", List.of("i2", "i3"));
        partners.put("stein", List.of("i1", "i2"));
        return new TrainingReport(
                verdict,
                "cca",
                List.of("recall fell by half"),
                Map.of("heldOutPairs", 50.0),
                quality,
                List.of(new LossPoint(20, 3, 1, 0.2, 0.3), new LossPoint(40, 2, 0.5, 0.1, -0.01)),
                List.of(new SpaceView("base", points), new SpaceView("stein", points)),
                List.of(new NearestPartners("i1", partners)));
    }

    private static TrainingReport report(Verdict verdict) {
        Map<String, Map<String, Double>> quality = new LinkedHashMap<>();
        double value = 0.5;
        for (String variant : List.of("base", "cca", "stein")) {
            Map<String, Double> measures = new LinkedHashMap<>();
            for (Measure measure : Measure.values()) {
                measures.put(measure.key(), value /= 1.1);
            }
            quality.put(variant, measures);
        }
        return with(verdict, quality);
    }
}
