// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Without a cluster the page says what to do; with one, InspectorIT looks. */
class FlinkJobTest {
    @Test
    void noClusterSaysHowToNameOne() {
        assertThat(new FlinkJob(null).state().problem()).contains("mars up", "-Drest.address");
    }

    @Test
    void aClusterThatIsAwayIsNamed() {
        assertThat(new FlinkJob(URI.create("http://localhost:1")).state())
                .satisfies(state -> assertThat(state.id()).isNull())
                .satisfies(
                        state ->
                                assertThat(state.problem())
                                        .contains(
                                                "http://localhost:1 does not answer (",
                                                "mars status")
                                        .doesNotContain("null"));
    }
}
