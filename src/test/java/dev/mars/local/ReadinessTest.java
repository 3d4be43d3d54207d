// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    /**
     * A stack that has been up for long is not told so if the pause grows with what the probes
     * waited for: one probe of three seconds made {@code mars up} sleep for twelve.
     */
    @Test
    void pausesLongerAfterSlowProbesButNeverForLong() {
        assertThat(pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(100));
        assertThat(pauseAfter(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(200));
        assertThat(pauseAfter(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(1));
    }

    private static Duration pauseAfter(Duration round) {
        return Duration.ofNanos(Readiness.pauseAfter(round.toNanos()));
    }
}
