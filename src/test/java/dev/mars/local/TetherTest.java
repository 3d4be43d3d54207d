// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** If these fail, a killed mars command leaves brokers and clusters behind. */
@Timeout(600)
class TetherTest {
    private Process process;

    /** What is tethered: says that it runs, and stays. */
    public static final class Stays {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("runs " + String.join(" ", args));
            Thread.currentThread().join();
        }
    }

    public static final class Fails {
        public static void main(String[] args) {
            throw new IllegalStateException("broken");
        }
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void endsWhenTheParentsPipeEnds() throws Exception {
        start(Stays.class, "a", "b");
        assertThat(process.inputReader().readLine()).isEqualTo("runs a b");
        process.getOutputStream().close();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void ignoresInterruptAndStaysWhenDetached() throws Exception {
        start(Stays.class);
        assertThat(process.inputReader().readLine()).isEqualTo("runs ");
        try (OutputStream tether = process.getOutputStream()) {
            tether.write(Tether.DETACH);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        // It must not end; if it would, it would within this time.
        assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aFailingMainEndsTheProcess() throws Exception {
        start(Fails.class);
        assertThat(process.errorReader().readLine()).contains("broken");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private void start(Class<?> main, String... args) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        JavaRuntime.current().executable(),
                        "-Xshare:auto",
                        Tether.class.getName(),
                        main.getName());
        builder.command().addAll(List.of(args));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.start();
    }
}
