// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.config.LocalOptions;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSettingsTest {
    /** The broker would write to two directories, or the registry not know an option of H2. */
    @ParameterizedTest
    @ValueSource(strings = {"stacks/a,b", "stacks/a;b"})
    void aPathThatOthersWouldCutNamesTheOption(String path) {
        Configuration configuration = new Configuration();
        configuration.set(LocalOptions.DIRECTORY, path);
        assertThatThrownBy(() -> LocalSettings.from(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mars.local.directory: ")
                .hasMessageContaining(path)
                .hasMessageContaining("'" + path.charAt(8) + "'");
    }

    /** A command beside another stack would take its ports, or delete what it keeps. */
    @Test
    void aCopyIsTheSameButForWhatIsAskedOfIt() {
        Configuration configuration = new Configuration();
        configuration.set(LocalOptions.KAFKA_PORT, 1_234);
        configuration.set(LocalOptions.SLOTS, 7);
        LocalSettings settings = LocalSettings.from(configuration);
        assertThat(settings.deleteOnClose()).isFalse();
        LocalSettings copy =
                settings.temporary(Path.of("elsewhere"))
                        .onFreePorts()
                        .withClasspath(List.of(Path.of("more")));
        assertThat(copy.directory()).isEqualTo(Path.of("elsewhere").toAbsolutePath());
        assertThat(copy.ports()).isEqualTo(LocalSettings.Ports.FREE);
        assertThat(copy.deleteOnClose()).isTrue();
        assertThat(copy.extraClasspath()).containsExactly(Path.of("more"));
        assertThat(copy.slots()).isEqualTo(7);
        assertThat(settings.ports().kafka()).isEqualTo(1_234);
    }
}
