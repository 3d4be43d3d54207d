// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Axis FIXED = new Axis("", -1.0, 1.0);

    /** Spaces would be drawn at scales of their own, and a gap would look closed that is not. */
    @Test
    void bothAxesOfAScatterHaveTheRangeThatWasAskedFor() {
        JsonNode json = scatter(List.of()).json();
        assertThat(json.path("type").asText()).isEqualTo("scatter");
        assertThat(json.path("square").asBoolean()).isTrue();
        for (String axis : List.of("x", "y")) {
            JsonNode scale = json.path("options").path("scales").path(axis);
            assertThat(scale.path("min").asDouble()).isEqualTo(-1);
            assertThat(scale.path("max").asDouble()).isEqualTo(1);
        }
    }

    /**
     * Without gaps one line would run through all pairs; with a radius the ends would be points.
     */
    @Test
    void linksAreOneThinLineWithGapsUnderThePoints() {
        JsonNode sets =
                scatter(
                                List.of(
                                        new ScatterChart.Link(0, 0.25, 1, 1),
                                        new ScatterChart.Link(-1, 0, 0, 0)))
                        .json()
                        .path("data")
                        .path("datasets");
        assertThat(sets).hasSize(2);
        JsonNode links = sets.get(1);
        assertThat(links.path("radius").asInt(-1)).isZero();
        assertThat(links.path("hitRadius").asInt(-1)).isZero();
        assertThat(links.path("order").asInt()).isGreaterThan(sets.get(0).path("order").asInt());
        assertThat(links.path("data"))
                .hasToString(
                        "[{\"x\":0.0,\"y\":0.25},{\"x\":1.0,\"y\":1.0},{\"x\":null,\"y\":null},"
                                + "{\"x\":-1.0,\"y\":0.0},{\"x\":0.0,\"y\":0.0},"
                                + "{\"x\":null,\"y\":null}]");
    }

    /** A legend would explain lines that are not there. */
    @Test
    void noLinksNoLegend() {
        assertThat(scatter(List.of()).legend()).extracting(Chart.Legend::name).containsExactly("s");
        assertThat(scatter(List.of()).json().path("data").path("datasets")).hasSize(1);
    }

    /** A bar under another's name, or an interval that is not there drawn from 0. */
    @Test
    void intervalsStandUnderTheirNames() {
        JsonNode json =
                new IntervalChart(
                                Axis.fitted(""),
                                List.of(
                                        new IntervalChart.Bar("one", 2, 1, 4),
                                        new IntervalChart.Bar("none", Double.NaN, 0, Double.NaN)),
                                "value",
                                "95 %")
                        .json();
        assertThat(json.path("data").path("labels")).hasToString("[\"one\",\"none\"]");
        JsonNode sets = json.path("data").path("datasets");
        assertThat(sets.get(0).path("data")).hasToString("[2.0,null]");
        assertThat(sets.get(1).path("data")).hasToString("[[1.0,4.0],null]");
        assertThat(json.at("/options/indexAxis").asText()).isEqualTo("y");
        assertThat(json.at("/options/scales/y/type").asText()).isEqualTo("category");
    }

    /** JSON has no NaN: the page could not be parsed, and no chart would be drawn. */
    @Test
    void aNumberThatIsNoneLeavesAGap() {
        Series series =
                new Series(
                        "s",
                        Ink.GREEN,
                        Mark.DASHES,
                        List.of(
                                new Series.Point(1, 2),
                                new Series.Point(2, Double.NaN),
                                new Series.Point(3, Double.POSITIVE_INFINITY)));
        JsonNode set =
                new LineChart(Axis.fitted("step"), Axis.fitted("loss"), List.of(series))
                        .json()
                        .path("data")
                        .path("datasets")
                        .get(0);
        assertThat(set.path("borderDash")).hasSize(2);
        assertThat(set.path("data"))
                .hasToString(
                        "[{\"x\":1.0,\"y\":2.0},{\"x\":null,\"y\":null},{\"x\":null,\"y\":null}]");
    }

    /**
     * A label that ends the script would be a way in; one that is mangled would be a wrong title.
     */
    @Test
    void theDataComesBackAsItWas() throws Exception {
        String label = "</script><!-- \"quoted\" \\u003c \u2028 & 'x'";
        Html html = new Html();
        Series series =
                new Series(label, Ink.BLUE, Mark.CIRCLE, List.of(new Series.Point(0, 0, label)));
        new Figure("f", new ScatterChart(FIXED, FIXED, List.of(series), List.of(), ""), "")
                .write(html);
        Matcher script =
                Pattern.compile("<script type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                        .matcher(html.toString());
        assertThat(script.find()).isTrue();
        JsonNode set =
                new ObjectMapper().readTree(script.group(1)).path("data").path("datasets").get(0);
        assertThat(set.path("label").asText()).isEqualTo(label);
        assertThat(set.path("data").get(0).path("label").asText()).isEqualTo(label);
    }

    /** A colour without a value would be drawn black, or not at all on black. */
    @Test
    void theStyleHasEveryInkInBothThemes() {
        String style = Inlined.style().text();
        for (Ink ink : Ink.values()) {
            assertThat(style.split("--" + ink.key() + ": #[0-9a-f]{6};", -1)).hasSize(3);
            assertThat(style).contains(".ink-" + ink.key() + " ");
        }
    }

    private static ScatterChart scatter(List<ScatterChart.Link> links) {
        Series series =
                new Series("s", Ink.BLUE, Mark.CIRCLE, List.of(new Series.Point(0, 0, "title")));
        return new ScatterChart(FIXED, FIXED, List.of(series), links, "links");
    }
}
