// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** If one of these fails, the report's figures or their intervals are wrong. */
class ComparisonTest {
    private static NextPositive question(String user, int history, Part part) {
        List<String> own = List.of("o1", "o2", "o3", "o4").subList(0, history);
        return new NextPositive(
                user, "p", 10, 9, own, part, List.of("a", "b"), List.of("c", "d", "c"));
    }

    private static Comparison compare(
            List<NextPositive> questions, Map<String, List<Answer>> answers, Segment segment) {
        return Comparison.of(
                Part.VALIDATION,
                segment,
                questions,
                new boolean[questions.size()],
                answers,
                List.of("one"),
                200,
                1);
    }

    private static double value(Comparison comparison, Quality quality) {
        return comparison.estimates().get("one").get(quality).value();
    }

    @Test
    void figuresByHand() {
        List<NextPositive> questions =
                List.of(
                        question("u", 1, Part.VALIDATION),
                        question("v", 2, Part.VALIDATION),
                        question("w", 1, Part.TEST));
        List<Answer> answers =
                List.of(
                        // Beats b and both c, ties with a, loses to d.
                        new Answer(true, Map.of("p", 2.0, "a", 2.0, "c", 1.0, "d", 3.0)),
                        new Answer(true, Map.of("c", 1.0)),
                        Answer.NONE);
        Comparison all = compare(questions, Map.of("one", answers), Segment.ALL);
        assertThat(all.positives()).isEqualTo(2);
        assertThat(all.users()).isEqualTo(2);
        // v: nothing to tell p from a, b and d, and below c twice.
        assertThat(value(all, Quality.AUC_UNIFORM)).isEqualTo((1.5 + 1) / 4);
        assertThat(value(all, Quality.AUC_POPULAR)).isEqualTo((2 + 0.5) / 6);
        assertThat(value(all, Quality.HIT_RATE)).isEqualTo(0.5);
        assertThat(value(all, Quality.GAP)).isCloseTo(0.5 - 5.0 / 6, within(1e-12));
        assertThat(value(all, Quality.ANSWERED)).isEqualTo(1);
        Comparison two = compare(questions, Map.of("one", answers), Segment.HISTORY_2);
        assertThat(two.positives()).isEqualTo(1);
        assertThat(value(two, Quality.AUC_POPULAR)).isCloseTo(0.5 / 3, within(1e-12));
        assertThat(value(compare(questions, Map.of("one", answers), Segment.WARM), Quality.GAP))
                .isNaN();
    }

    /** Nothing known is chance, whatever is asked. */
    @Property(tries = 20)
    void anEmptyAnswerIsAtChance(@ForAll boolean second) {
        List<NextPositive> questions = List.of(question("u", second ? 2 : 1, Part.VALIDATION));
        Comparison none = compare(questions, Map.of("one", List.of(Answer.NONE)), Segment.ALL);
        assertThat(none.estimates().get("one").get(Quality.AUC_POPULAR))
                .isEqualTo(new Estimate(0.5, 0.5, 0.5));
        assertThat(value(none, Quality.GAP)).isZero();
    }

    /** Without pairing, a difference's interval would be as wide as both together. */
    @Test
    void differencesArePairedByUser() {
        Random random = new Random(1);
        List<NextPositive> questions = new ArrayList<>();
        List<Answer> one = new ArrayList<>();
        List<Answer> same = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            questions.add(question("u" + i, 1, Part.VALIDATION));
            Answer answer =
                    random.nextBoolean()
                            ? new Answer(true, Map.of("p", 1.0))
                            : new Answer(true, Map.of("c", 1.0));
            one.add(answer);
            same.add(i == 0 ? Answer.NONE : answer);
        }
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        answers.put("one", one);
        answers.put("same", same);
        Comparison comparison = compare(questions, answers, Segment.ALL);
        Estimate gap = comparison.estimates().get("one").get(Quality.GAP);
        assertThat(gap.high() - gap.low()).isBetween(0.1, 0.25);
        Estimate difference = comparison.differences().get("same").get("one").get(Quality.GAP);
        assertThat(difference.high() - difference.low()).isLessThan(0.02);
        assertThat(comparison.differences().get("one")).isEmpty();
    }

    /** Against the closed form: a share of independent users has a known deviation. */
    @Test
    void theIntervalHasTheWidthThatTheoryGives() {
        List<NextPositive> questions = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            questions.add(question("u" + i, 1, Part.VALIDATION));
            answers.add(i < 300 ? new Answer(true, Map.of("p", 1.0)) : Answer.NONE);
        }
        Estimate rate =
                compare(questions, Map.of("one", answers), Segment.ALL)
                        .estimates()
                        .get("one")
                        .get(Quality.HIT_RATE);
        double deviation = Math.sqrt(0.3 * 0.7 / 1_000);
        assertThat(rate.value()).isEqualTo(0.3);
        assertThat(rate.low()).isCloseTo(0.3 - 1.96 * deviation, within(0.006));
        assertThat(rate.high()).isCloseTo(0.3 + 1.96 * deviation, within(0.006));
    }

    /** A user with many positives is one user: resampling positives would make this narrow. */
    @Test
    void aUsersPositivesAreDrawnTogether() {
        List<NextPositive> questions = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            questions.add(question("u" + i % 4, 1, Part.VALIDATION));
            answers.add(i % 4 == 0 ? new Answer(true, Map.of("p", 1.0)) : Answer.NONE);
        }
        Comparison comparison = compare(questions, Map.of("one", answers), Segment.ALL);
        assertThat(comparison.users()).isEqualTo(4);
        Estimate rate = comparison.estimates().get("one").get(Quality.HIT_RATE);
        assertThat(rate.low()).isZero();
        assertThat(rate.high()).isGreaterThanOrEqualTo(0.5);
    }
}
