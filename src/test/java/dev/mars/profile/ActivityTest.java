// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 1_380_000_000_000L;

    /** LOW below 10, HIGH from 20, left at 8 and 16. */
    private static final ActivityRule RULE = new ActivityRule(new Decay(HOUR), 10, 20, 0.8);

    /** A demotion a millisecond off is an output with another tier. */
    @Property
    void demoteAtIsTheFirstMillisecondBelowTheFloor(
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long halfLife,
            @ForAll @DoubleRange(min = 0.5, max = 5) double low,
            @ForAll @DoubleRange(min = 0, max = 5) double above,
            @ForAll @DoubleRange(min = 0.1, max = 1) double hysteresis,
            @ForAll @Size(min = 1, max = 40) List<@LongRange(max = 400) Long> gaps) {
        ActivityRule rule = new ActivityRule(new Decay(halfLife), low, low + above, hysteresis);
        Activity activity = Activity.NONE;
        long now = START;
        for (long gap : gaps) {
            now += gap * Math.max(1, halfLife / 1000);
            activity = activity.add(now, rule);
            if (activity.tier() == Tier.LOW) {
                assertThat(activity.demoteAt()).isEqualTo(Long.MAX_VALUE);
                continue;
            }
            // The count itself is a rounded sum, so it may stand on the floor to the last bits.
            double floor = rule.floor(activity.tier());
            assertThat(activity.demoteAt()).isGreaterThanOrEqualTo(now);
            assertThat(activity.level(activity.demoteAt(), rule.decay()))
                    .isLessThan(floor * (1 + 1e-12));
            if (activity.demoteAt() > now) {
                assertThat(activity.level(activity.demoteAt() - 1, rule.decay()))
                        .isGreaterThanOrEqualTo(floor * (1 - 1e-12));
            }
        }
        Statistics.label("tier").collect(activity.tier());
    }

    /** A half-life that stands for "never" would demote everybody at once. */
    @Test
    void whoDecaysInAMillionYearsIsNotDemotedNow() {
        ActivityRule rule = new ActivityRule(new Decay(Long.MAX_VALUE), 1, 2, 0.5);
        Activity activity = Activity.NONE;
        for (int i = 0; i < 40; i++) {
            activity = activity.add(START, rule);
        }
        assertThat(activity.tier()).isEqualTo(Tier.HIGH);
        assertThat(activity.demoteAt()).isEqualTo(Long.MAX_VALUE);
    }

    /** How often a user is looked at must not decide when they are demoted. */
    @Property
    void lookingOnTheWayHasNoSay(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(max = 300_000) Long> gaps,
            @ForAll @LongRange(max = 4 * HOUR) long first,
            @ForAll @LongRange(max = 4 * HOUR) long second) {
        Activity activity = Activity.NONE;
        long now = START;
        for (long gap : gaps) {
            now += gap;
            activity = activity.add(now, RULE);
        }
        long early = now + Math.min(first, second);
        long late = now + Math.max(first, second);
        assertThat(activity.at(early, RULE).at(late, RULE)).isEqualTo(activity.at(late, RULE));
        assertThat(activity.at(early, RULE).add(late, RULE)).isEqualTo(activity.add(late, RULE));
    }

    @Example
    void tiersAreReachedAtTheirThresholds() {
        ActivityRule rule = new ActivityRule(new Decay(0), 3, 5, 0.8);
        assertThat(tiers(rule, 6))
                .containsExactly(
                        Tier.LOW, Tier.LOW, Tier.MEDIUM, Tier.MEDIUM, Tier.HIGH, Tier.HIGH);
    }

    @Example
    void equalThresholdsLeaveNoMedium() {
        ActivityRule rule = new ActivityRule(new Decay(0), 2, 2, 1);
        assertThat(tiers(rule, 3)).containsExactly(Tier.LOW, Tier.HIGH, Tier.HIGH);
        Activity high =
                Activity.of(2, START, Tier.HIGH, new ActivityRule(new Decay(HOUR), 2, 2, 1));
        ActivityRule decaying = new ActivityRule(new Decay(HOUR), 2, 2, 1);
        assertThat(high.at(START, decaying).tier()).isEqualTo(Tier.HIGH);
        assertThat(high.at(START + 1, decaying).tier()).isEqualTo(Tier.LOW);
    }

    /** Without decay nobody is ever demoted, and no timer is set for it. */
    @Example
    void withoutDecayNobodyIsDemoted() {
        ActivityRule rule = new ActivityRule(new Decay(0), 3, 5, 0.8);
        Activity high = positives(rule, 5);
        assertThat(high.demoteAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(high.at(Long.MAX_VALUE - 1, rule)).isEqualTo(high);
        assertThat(high.level(Long.MAX_VALUE - 1, rule.decay())).isEqualTo(5);
    }

    /** 20 falls to 16 after log2(20/16) h = 1,158,941.1 ms, and to 8 after log2(20/8) h. */
    @Example
    void demotionsFollowFromTheClosedForm() {
        Activity high = positives(RULE, 20);
        assertThat(high.tier()).isEqualTo(Tier.HIGH);
        assertThat(high.demoteAt()).isEqualTo(START + 1_158_942);
        Activity medium = high.at(high.demoteAt(), RULE);
        assertThat(medium.tier()).isEqualTo(Tier.MEDIUM);
        assertThat(medium.demoteAt()).isEqualTo(START + 4_758_942);
        assertThat(high.at(START + 4_758_941, RULE)).isEqualTo(medium);
        assertThat(high.at(START + 4_758_942, RULE).tier()).isEqualTo(Tier.LOW);
    }

    /** On the floor is not below it. */
    @Example
    void aCountOnTheFloorIsNotYetBelowIt() {
        ActivityRule rule = new ActivityRule(new Decay(HOUR), 10, 20, 0.5);
        Activity high = positives(rule, 20);
        assertThat(high.level(START + HOUR, rule.decay())).isEqualTo(10);
        assertThat(high.demoteAt()).isEqualTo(START + HOUR + 1);
    }

    /** The demotion comes first at its instant: else a user at the floor would never leave. */
    @Example
    void aPositiveAtTheInstantOfDemotionComesTooLate() {
        Activity high = positives(RULE, 20);
        Activity before = high.add(high.demoteAt() - 1, RULE);
        assertThat(before.tier()).isEqualTo(Tier.HIGH);
        assertThat(before.demoteAt()).isGreaterThan(high.demoteAt());
        Activity at = high.add(high.demoteAt(), RULE);
        assertThat(at.tier()).isEqualTo(Tier.MEDIUM);
        assertThat(at.count()).isBetween(16.99, 17.0);
        assertThat(at.add(at.time(), RULE).add(at.time(), RULE).tier()).isEqualTo(Tier.MEDIUM);
        assertThat(at.add(at.time(), RULE).add(at.time(), RULE).add(at.time(), RULE).count())
                .isBetween(19.99, 20.0);
    }

    /** A user between floor and threshold keeps the tier they came with. */
    @Example
    void betweenFloorAndThresholdTheTierIsTheOneBefore() {
        long later = START + 600_000; // 20 has decayed to 17.8
        assertThat(positives(RULE, 20).at(later, RULE).tier()).isEqualTo(Tier.HIGH);
        assertThat(positives(RULE, 18).at(START, RULE).tier()).isEqualTo(Tier.MEDIUM);
    }

    @Example
    void whatIsRestoredIsWhatWas() {
        Activity high = positives(RULE, 20);
        assertThat(Activity.of(high.count(), high.time(), high.tier(), RULE)).isEqualTo(high);
    }

    private static Activity positives(ActivityRule rule, int n) {
        Activity activity = Activity.NONE;
        for (int i = 0; i < n; i++) {
            activity = activity.add(START, rule);
        }
        return activity;
    }

    private static List<Tier> tiers(ActivityRule rule, int n) {
        return java.util.stream.IntStream.rangeClosed(1, n)
                .mapToObj(i -> positives(rule, i).tier())
                .toList();
    }
}
