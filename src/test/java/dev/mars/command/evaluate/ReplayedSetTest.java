// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.evaluation.ItemVectors;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.NextPositive;
import dev.mars.evaluation.NextPositives;
import java.util.List;
import org.junit.jupiter.api.Test;

/** If this fails, the job replays another history than the one that is asked about. */
class ReplayedSetTest {
    /** One impression a question, in order, before its positive; all else as it was. */
    @Test
    void onlyImpressionsAreAdded() {
        try (Simulator world =
                new Simulator(
                        SimulatorSettings.DEFAULT.withSize(600, 60, 4_000).withDimensions(4, 4))) {
            List<NextPositive> questions =
                    NextPositives.of(
                            world::interactions, act -> !act.action().equals("impression"), 1);
            ReplayedSet replayed = new ReplayedSet(world, questions, "look", ItemVectors.REAL, 1);
            List<Interaction> all = replayed.interactions().toList();
            assertThat(all).isSortedAccordingTo(Interaction.ORDER);
            assertThat(all).hasSize((int) replayed.interactionCount());
            assertThat(all.stream().filter(act -> !act.action().equals("look")))
                    .containsExactlyElementsOf(world.interactions().toList());
            assertThat(all.stream().filter(act -> act.action().equals("look")))
                    .hasSameSizeAs(questions)
                    .hasSizeGreaterThan(30);
            for (NextPositive question : questions) {
                assertThat(all)
                        .contains(
                                new Interaction(
                                        question.userId(),
                                        question.itemId(),
                                        question.time() - 1,
                                        "look",
                                        null));
                assertThat(Moment.AT_REST.latest(question))
                        .isLessThan(Moment.AT_REQUEST.latest(question) + 1)
                        .isEqualTo(question.previous());
                assertThat(Moment.AT_REQUEST.latest(question)).isLessThan(question.time());
            }
        }
    }
}
