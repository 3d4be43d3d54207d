// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** If one of these fails, a comparison of trainings compares something else than it says. */
class MethodTest {
    private static final List<TrainingItem> PAIRS = PlantedItems.pairs(1_200, 11);
    private static final DescentSettings SHORT = new DescentSettings(5, 64, 5e-3, 0.15, 2, 1);

    private static TrainedModel train(List<TrainingItem> items, Method method, boolean force) {
        return ModelTrainer.train(
                items,
                null,
                new TrainingSettings(16, 1, 50_000, 0.01, SHORT, force, method),
                TrainingProgress.SILENT);
    }

    /** A control that trained a base of its own would differ by more than its alignment. */
    @ParameterizedTest
    @EnumSource
    void allShareTheBase(Method method) {
        assertThat(train(PAIRS, method, true).base())
                .isEqualTo(train(PAIRS, Method.STEIN, true).base());
    }

    @ParameterizedTest
    @EnumSource(names = {"CCA", "PCA"})
    void aControlStopsWhereItSays(Method method) {
        TrainedModel model = train(PAIRS, method, true);
        assertThat(model.report().curve()).isEmpty();
        boolean isRaw = model.alignment().equals(Alignment.identity(16));
        assertThat(isRaw).isEqualTo(method == Method.PCA);
        assertThat(model.method()).isEqualTo(method == Method.PCA ? "base" : "ridge-cca");
        assertThat(model.report().quality()).containsOnlyKeys("base", "ridge-cca");
    }

    /** An unaligned model must not slip into production because somebody compared it. */
    @ParameterizedTest
    @EnumSource(names = {"CCA", "PCA"})
    void theGateJudgesControlsToo(Method method) {
        TrainedModel model = train(PAIRS, method, false);
        boolean isRaw = method == Method.PCA;
        assertThat(model.report().verdict()).isEqualTo(isRaw ? Verdict.REFUSED : Verdict.ACCEPTED);
        assertThat(model.isPublishable()).isEqualTo(!isRaw);
        assertThat(train(PAIRS, method, true).report().verdict())
                .isEqualTo(isRaw ? Verdict.FORCED : Verdict.ACCEPTED);
    }

    /** Too few pairs to judge by: still no alignment where none was asked for. */
    @ParameterizedTest
    @EnumSource(names = "PCA")
    void withoutAJudgeItIsStillUnaligned(Method method) {
        TrainedModel model = train(PAIRS.subList(0, 300), method, false);
        assertThat(model.report().verdict()).isEqualTo(Verdict.UNGATED);
        assertThat(model.alignment()).isEqualTo(Alignment.identity(16));
    }
}
