// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mars.dataset.Interaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** If one of these fails, variants are asked other questions than the report says. */
class NextPositivesTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static Interaction act(String user, String item, long time, String action) {
        return new Interaction(user, item, time, action, null);
    }

    private static Interaction click(String user, String item, long time) {
        return act(user, item, time, null);
    }

    private static List<NextPositive> ask(List<Interaction> log, long seed) {
        List<Interaction> ordered = log.stream().sorted(Interaction.ORDER).toList();
        return NextPositives.of(ordered::stream, act -> !"impression".equals(act.action()), seed);
    }

    /** A world with ties, repeats and impressions. */
    private static List<Interaction> world(long seed) {
        Random random = new Random(seed);
        List<Interaction> log = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            log.add(
                    act(
                            "u" + random.nextInt(60),
                            "i" + random.nextInt(1 + random.nextInt(40)),
                            random.nextInt(150) * DAY / 2,
                            random.nextInt(5) == 0 ? "impression" : null));
        }
        return log.stream().sorted(Interaction.ORDER).toList();
    }

    /** By definition, from all events each time. */
    @Property(tries = 50)
    void asksAboutWhatTheDefinitionSays(@ForAll long seed) {
        List<Interaction> log = world(seed);
        List<String> expected = new ArrayList<>();
        for (int at = log.size() * 7 / 10; at < log.size(); at++) {
            Interaction positive = log.get(at);
            List<String> own =
                    log.stream()
                            .filter(one -> one.userId().equals(positive.userId()))
                            .filter(one -> one.action() == null)
                            .filter(one -> one.eventTime() < positive.eventTime())
                            .map(Interaction::itemId)
                            .toList();
            if (positive.action() == null
                    && !own.isEmpty()
                    && own.size() <= 4
                    && !own.contains(positive.itemId())) {
                long previous =
                        log.stream()
                                .filter(one -> one.userId().equals(positive.userId()))
                                .filter(one -> one.eventTime() < positive.eventTime())
                                .mapToLong(Interaction::eventTime)
                                .max()
                                .orElseThrow();
                expected.add(
                        positive.userId()
                                + positive.itemId()
                                + own
                                + previous
                                + (at >= log.size() * 8 / 10 ? "test" : "validation"));
            }
        }
        assertThat(ask(log, 1))
                .extracting(q -> q.userId() + q.itemId() + q.own() + q.previous() + q.part())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A negative that the user has, or that nobody could know of yet, is no negative. */
    @Property(tries = 50)
    void negativesAreUnseenAndThereByThen(@ForAll long seed) {
        List<Interaction> log = world(seed);
        for (NextPositive question : ask(log, seed)) {
            Set<String> before = new HashSet<>();
            Set<String> recent = new HashSet<>();
            Set<String> seen = new HashSet<>();
            for (Interaction one : log) {
                long age = question.time() - one.eventTime();
                if (age > 0) {
                    before.add(one.itemId());
                }
                if (age > 0 && age < 30 * DAY && one.action() == null) {
                    recent.add(one.itemId());
                }
                if (age >= 0 && one.action() == null && one.userId().equals(question.userId())) {
                    seen.add(one.itemId());
                }
            }
            assertThat(question.uniform()).isSubsetOf(before).doesNotContainAnyElementsOf(seen);
            assertThat(question.popular()).isSubsetOf(recent).doesNotContainAnyElementsOf(seen);
            assertThat(question.uniform())
                    .hasSize(seen.containsAll(before) ? 0 : NextPositives.NEGATIVES);
        }
    }

    /** One of the two pools taken for the other would still pass all of the above. */
    @Test
    void popularNegativesComeAsOftenAsTheirItems() {
        List<Interaction> log = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // Long ago, and so of no weight: item old.
            log.add(click("o" + i, "old", 0));
            log.add(click("p" + i, i < 90 ? "hot" : "mild", 40 * DAY + i));
        }
        for (int i = 0; i < 2_000; i++) {
            log.add(click("u" + i, "first" + i % 2, 5 * DAY));
            log.add(click("u" + i, "second", 60 * DAY + i));
        }
        List<String> popular = new ArrayList<>();
        List<String> uniform = new ArrayList<>();
        for (NextPositive question : ask(log, 7)) {
            popular.addAll(question.popular().stream().filter(i -> !i.equals("second")).toList());
            uniform.addAll(question.uniform());
        }
        assertThat(popular).doesNotContain("old", "first0", "first1");
        assertThat(share(popular, "hot")).isCloseTo(0.9, within(0.02));
        assertThat(share(uniform, "hot")).isCloseTo(0.25, within(0.02));
        assertThat(share(uniform, "old")).isCloseTo(0.25, within(0.02));
    }

    private static double share(List<String> items, String item) {
        return (double) items.stream().filter(item::equals).count() / items.size();
    }

    @Test
    void theSeedDecidesAndNothingElseDoes() {
        List<Interaction> log = world(3);
        assertThat(ask(log, 1)).isEqualTo(ask(log, 1)).isNotEqualTo(ask(log, 2));
    }
}
