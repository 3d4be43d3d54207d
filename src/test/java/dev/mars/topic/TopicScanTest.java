// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicScanTest {
    /** A bound that holds for each partition grows with them: 200 would be read for 200 times. */
    @Test
    void partitionsShareABound() {
        assertThat(TopicScan.share(500_000, 200)).isEqualTo(2_500);
        assertThat(TopicScan.share(500_000, 1)).isEqualTo(500_000);
        assertThat(TopicScan.share(10, 4)).as("rounded up").isEqualTo(3);
        assertThat(TopicScan.share(10, 200)).as("the newest of each").isEqualTo(1);
    }
}
