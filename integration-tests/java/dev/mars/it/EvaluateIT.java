// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.evaluate.RetrievalEvaluation;
import dev.mars.command.evaluate.RetrievalReport;
import dev.mars.command.terminal.Progress;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Quality;
import dev.mars.evaluation.Segment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An evaluation on real processes. If it fails, outputs are not joined with the positives that they
 * should foretell: in a simulated world, whose users have tastes, donors by lot must be worse.
 */
class EvaluateIT {
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSize(2_000, 200, 8_000).withDimensions(16, 16);

    @Test
    void similarDonorsForetellMoreThanRandomOnes() throws Exception {
        Scenario scenario =
                Scenario.create(Stack.shared(), "evaluate", Map.of("mars.model.dimensions", "8"));
        RetrievalReport report;
        try (Simulator world = new Simulator(WORLD)) {
            report =
                    new RetrievalEvaluation(scenario.configuration(), world, 1, 100, new Progress())
                            .run(List.of("random-donors"), false);
        }
        Comparison test = report.worlds().get(0).of(Moment.AT_REQUEST, Part.TEST, Segment.ALL);
        assertThat(test.positives()).isGreaterThan(100);
        assertThat(test.estimates().get("default").get(Quality.ANSWERED).value())
                .isGreaterThan(0.8);
        assertThat(
                        test.differences()
                                .get("default")
                                .get("random-donors")
                                .get(Quality.AUC_POPULAR)
                                .low())
                .isPositive();
        Comparison warm = report.worlds().get(0).of(Moment.AT_REQUEST, Part.TEST, Segment.WARM);
        assertThat(warm.positives()).isBetween(1, test.positives());
    }
}
