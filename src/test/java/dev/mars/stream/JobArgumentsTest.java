// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster passes arguments on as they are: one that is not understood must not be passed over.
 */
class JobArgumentsTest {
    @Test
    void readsWhatMarsRunTakesToo() {
        JobArguments arguments =
                JobArguments.parse(
                        "-Dmars.epoch=1 h",
                        "--config",
                        "mars.yaml",
                        "-D",
                        "mars.kafka.properties.sasl.jaas.config=a=b",
                        "--bounded");
        assertThat(arguments.config()).isEqualTo(new File("mars.yaml"));
        assertThat(arguments.values())
                .containsEntry("mars.epoch", "1 h")
                .containsEntry("mars.kafka.properties.sasl.jaas.config", "a=b");
        assertThat(arguments.extent()).isEqualTo(Extent.BOUNDED);
    }

    @Test
    void aJobIsLiveUnlessToldOtherwise() {
        assertThat(JobArguments.parse()).isEqualTo(new JobArguments(null, Map.of(), Extent.LIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detach", "run", "-Dmars.epoch", "-D=1", "--config", "-D", "--help"})
    void anythingElseIsRefusedWithTheUsage(String argument) {
        assertThatThrownBy(() -> JobArguments.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--config FILE");
    }
}
