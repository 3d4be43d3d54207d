// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.evaluation.Answer;
import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.NextPositive;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Segment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalPageTest {
    @TempDir Path directory;

    /** Two users, warm, history 1; the default finds both positives, random donors none. */
    private static RetrievalReport report() {
        List<NextPositive> questions = new ArrayList<>();
        List<Answer> found = new ArrayList<>();
        List<Answer> nothing = new ArrayList<>();
        for (String user : List.of("u", "v")) {
            questions.add(
                    new NextPositive(
                            user,
                            "p",
                            2,
                            1,
                            List.of("o"),
                            Part.VALIDATION,
                            List.of("a"),
                            List.of("b")));
            found.add(new Answer(true, Map.of("p", 1.0)));
            nothing.add(Answer.NONE);
        }
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        answers.put(RetrievalVariant.DEFAULT, found);
        answers.put(RetrievalVariant.RANDOM_DONORS, nothing);
        List<Comparison> comparisons = new ArrayList<>();
        for (Part part : Part.values()) {
            for (Segment segment : Segment.values()) {
                comparisons.add(
                        Comparison.of(
                                part,
                                segment,
                                questions,
                                new boolean[] {true, true},
                                answers,
                                List.of(RetrievalVariant.DEFAULT, RetrievalVariant.RANDOM_DONORS),
                                20,
                                1));
            }
        }
        Map<Moment, List<Comparison>> all =
                Map.of(Moment.AT_REQUEST, comparisons, Moment.AT_REST, comparisons);
        return new RetrievalReport(
                "a <script> of a name",
                1_234,
                7,
                20,
                List.of(
                        new RetrievalReport.OfVariant("default", "as set", "stein", Map.of()),
                        new RetrievalReport.OfVariant(
                                "random-donors",
                                "by lot",
                                "stein",
                                Map.of("mars.retrieval.donors", "random"))),
                List.of(
                        new RetrievalReport.OfWorld("main", "Main: half-life 0", all),
                        new RetrievalReport.OfWorld("other", "half-life 30 d", all)));
    }

    /** A table that the report promises would not be shown. */
    @Test
    void thePageShowsEveryPartInOrder() throws Exception {
        Path page = RetrievalPage.write(directory.resolve("new/report"), report());
        assertThat(Files.readString(page))
                .doesNotContain("<script> of a name")
                .containsSubsequence(
                        "1,234 behaviours, seed 7",
                        "both intervals are above random donors&#39;",
                        "mars.retrieval.donors = random",
                        "Main: half-life 0, validation, outputs at request: 2 positives of 2 users",
                        "\"intervals\":true",
                        "1.000<small> [1.000, 1.000]",
                        "Against random-donors, paired",
                        "<strong>+.500</strong>",
                        "by history and donors",
                        "warm<small>2 of 2 users",
                        "Main: half-life 0, test, outputs at rest: 0 positives",
                        "half-life 30 d, validation, outputs at rest",
                        "random-vectors has noise");
    }

    /** What is not defined is null: JSON has no NaN, and 0 would be a figure. */
    @Test
    void theJsonHasEveryFigure() throws Exception {
        RetrievalPage.write(directory, report());
        JsonNode json = new ObjectMapper().readTree(directory.resolve(RetrievalPage.JSON).toFile());
        JsonNode all = json.at("/worlds/main/at request/validation/all");
        assertThat(all.path("positives").asInt()).isEqualTo(2);
        assertThat(all.at("/variants/default/gap/value").asDouble()).isEqualTo(1);
        JsonNode difference = all.at("/variants/default/minus random-donors/aucPopular");
        assertThat(difference.path("low").asDouble()).isEqualTo(0.5);
        assertThat(
                        json.at(
                                        "/worlds/main/at request/validation/cold/variants/default/gap/value")
                                .isNull())
                .isTrue();
        assertThat(json.at("/worlds/main/at request/test/all/positives").asInt(-1)).isZero();
        assertThat(json.at("/worlds/other/at rest/validation/warm/users").asInt()).isEqualTo(2);
    }

    @Test
    void theTextHasARowForEachVariant() {
        assertThat(RetrievalText.of(report()))
                .containsSubsequence(
                        "Main: half-life 0; validation, outputs at request: 2 positives of 2 users",
                        "default           1.000 [1.000, 1.000]",
                        "+.500 [+.500, +.500]",
                        "random-donors     .500 [.500, .500]",
                        "half-life 30 d; test, outputs at rest: 0 positives");
    }
}
