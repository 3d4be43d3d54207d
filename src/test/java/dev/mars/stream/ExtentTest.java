// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtentTest {
    private static final long HOUR = 3_600_000;

    /** An output at `to` is the next backfill's: two months in a row must not share one. */
    @Test
    void outputsAreThoseFromItsBeginningToBeforeItsEnd() {
        Extent extent = Extent.replay(10, 20);
        assertThat(extent.writes(9)).isFalse();
        assertThat(extent.writes(10)).isTrue();
        assertThat(extent.writes(19)).isTrue();
        assertThat(extent.writes(20)).isFalse();
    }

    /** Without a warm-up the outputs are exact, so everything before the end must count. */
    @Test
    void withoutAWarmUpAllBehavioursBeforeTheEndCount() {
        Extent extent = Extent.replay(10 * HOUR, 20 * HOUR);
        assertThat(extent.counts(0)).isTrue();
        assertThat(extent.counts(20 * HOUR - 1)).isTrue();
        assertThat(extent.counts(20 * HOUR)).isFalse();
        assertThat(extent.startTimestamp(HOUR)).isZero();
    }

    @Test
    void aWarmUpLeavesOutWhatIsOlder() {
        Extent extent = Extent.replay(10 * HOUR, 20 * HOUR, 3 * HOUR);
        assertThat(extent.counts(7 * HOUR - 1)).isFalse();
        assertThat(extent.counts(7 * HOUR)).isTrue();
    }

    /** A record may lie before its event time; started at that, the source would pass it over. */
    @Test
    void theSourceStartsAsMuchEarlierAsAnEventTimeMayBeAhead() {
        Extent extent = Extent.replay(10 * HOUR, 20 * HOUR, 3 * HOUR);
        assertThat(extent.startTimestamp(HOUR)).isEqualTo(6 * HOUR);
        assertThat(extent.startTimestamp(8 * HOUR)).isZero();
    }

    @Test
    void aWarmUpBeyondTheFirstEventTimeIsNone() {
        assertThat(Extent.replay(10, 20, 10)).isEqualTo(Extent.replay(10, 20));
        assertThat(Extent.replay(10, 20, Long.MAX_VALUE)).isEqualTo(Extent.replay(10, 20));
    }

    /** The live topology must not have the operators of a replay. */
    @Test
    void otherRunsLeaveNothingOut() {
        assertThat(Extent.LIVE.isSpan()).isFalse();
        assertThat(Extent.BOUNDED.isSpan()).isFalse();
        assertThat(Extent.replay(0, Long.MAX_VALUE).isSpan()).isTrue();
        assertThat(Extent.LIVE.bounded()).isFalse();
        assertThat(Extent.BOUNDED.bounded()).isTrue();
    }
}
