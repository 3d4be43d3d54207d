// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** If one of these fails, commands that are ended fill a disk, one run after the other. */
class TemporaryDirectoryTest {
    @TempDir Path parent;

    /** Sorts more than fits in memory, says so, and waits to be killed. */
    public static final class Sorts {
        public static void main(String[] args) throws Exception {
            TemporaryDirectory directory = TemporaryDirectory.in(Path.of(args[0]), "mars-sort-");
            ExternalSort<byte[]> sort =
                    new ExternalSort<>(directory, ByteArrays.ORDER, Texts.FORMAT, 1);
            for (int i = 0; i < 200; i++) {
                sort.add(new byte[1_000]);
            }
            System.out.println("spilled");
            Thread.currentThread().join();
        }

        private Sorts() {}
    }

    @Test
    void filesHaveNoNameWhileTheyAreUsed() throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "mars-sort-test-")) {
            ExternalSort<byte[]> sort =
                    new ExternalSort<>(directory, ByteArrays.ORDER, Texts.FORMAT, 1);
            sort.add(Texts.of("b"));
            sort.add(Texts.of("a"));
            assertThat(files()).isEmpty();
            try (Entries<byte[]> sorted = sort.sorted()) {
                assertThat(files()).isEmpty();
                assertThat(Texts.all(sorted)).containsExactly("a", "b");
            }
        }
    }

    /** Without a name, their space is free again only when they are closed. */
    @Test
    void filesThatNobodyReadAreClosedWithTheDirectory() throws IOException {
        FileChannel file;
        try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "mars-sort-test-")) {
            file = directory.file();
            Files.writeString(
                    Files.createDirectory(directory.path().resolve("of")).resolve("a"), "");
        }
        assertThat(file.isOpen()).isFalse();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    @Timeout(600)
    void aProcessThatIsKilledLeavesNoFiles() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        Sorts.class.getName(),
                        parent.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("spilled");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(parent).isNotEmptyDirectory();
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
