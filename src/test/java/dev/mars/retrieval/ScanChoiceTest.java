// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice of the scan, each time in a JVM of its own, as modules cannot come and go. */
class ScanChoiceTest {
    @Test
    void takesSimdWhereItIs() throws Exception {
        assertThat(chosen("--add-modules=jdk.incubator.vector")).contains("SimdByteScan true");
    }

    /** A NoClassDefFoundError where the JVM was started without the module. */
    @Test
    void takesPlainJavaWhereTheModuleIsAbsent() throws Exception {
        assertThat(chosen()).contains("PlainByteScan true");
    }

    @Test
    void takesPlainJavaWhereSimdIsOff() throws Exception {
        assertThat(chosen("--add-modules=jdk.incubator.vector", "-Dmars.simd=off"))
                .contains("PlainByteScan true");
    }

    private static String chosen(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Probe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Prints the scan that is chosen, and a dot product of it. */
    static final class Probe {
        public static void main(String[] args) {
            ByteScan scan = ByteScan.fastest();
            short[] dots = new short[Blocks.LANES];
            short[] unit = {(short) FixedPoint.ONE, 0};
            CoarseQuery query = new CoarseQuery(unit.length);
            query.set(unit);
            Cell cell = new Cell(unit.length);
            for (int key = 0; key < Blocks.LANES; key++) {
                cell.add(key, unit);
            }
            scan.dots(query, cell.high(), 0, 1, dots);
            System.out.println(
                    scan.getClass().getSimpleName() + " " + (dots[15] == 127 * query.scale()));
        }

        private Probe() {}
    }
}
