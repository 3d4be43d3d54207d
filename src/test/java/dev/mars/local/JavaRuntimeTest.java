// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {
    @TempDir Path home;

    @Test
    void readsItsVersionFromTheReleaseFile() throws Exception {
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        assertThat(JavaRuntime.at(home).feature()).isEqualTo(25);
    }

    /** A JVM refuses to start on a flag that it does not know. */
    @Test
    void java17IsSparedNewerFlags() {
        assertThat(new JavaRuntime(home, 17).openings())
                .allMatch(flag -> flag.startsWith("--add-opens="));
        assertThat(new JavaRuntime(home, 25).openings())
                .contains("--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void anOlderJavaIsRefused() throws Exception {
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertThatThrownBy(() -> JavaRuntime.at(home))
                .hasMessageContaining("mars.local.java-home")
                .hasMessageContaining("'11.0.2'; MARS needs 17 or newer");
    }

    @Test
    void aDirectoryWithoutJavaIsRefused() {
        assertThatThrownBy(() -> JavaRuntime.at(home)).hasMessageContaining("is not a JDK");
    }
}
