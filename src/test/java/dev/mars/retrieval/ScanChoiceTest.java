// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The choice of the scan, each time in a JVM of its own, as modules cannot come and go. */
class ScanChoiceTest {
    @Test
    void takesSimdWhereItIs() throws Exception {
        assertThat(chosen("--add-modules=jdk.incubator.vector")).contains("SimdByteScan true");
    }

    /** Bits that depend on the width of the machine's registers (law 6). */
    @Test
    void narrowRegistersGiveTheSame() throws Exception {
        assertThat(chosen("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16"))
                .contains("SimdByteScan true");
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

    /** Prints the scan that is chosen, and whether it gives what plain Java does. */
    static final class Probe {
        private static final int DIMENSIONS = 20;
        private static final int VECTORS = 3 * Blocks.LANES;

        public static void main(String[] args) {
            ByteScan scan = ByteScan.fastest();
            boolean isRight = Arrays.equals(results(scan), results(new PlainByteScan()));
            System.out.println(scan.getClass().getSimpleName() + " " + isRight);
        }

        private static int[] results(ByteScan scan) {
            Random random = new Random(1);
            CoarseQuery query = new CoarseQuery(DIMENSIONS);
            short[] fixed = fixed(random);
            query.set(fixed);
            Cell cell = new Cell(DIMENSIONS);
            Shortlist list = new Shortlist(scan, DIMENSIONS);
            list.start(fixed);
            for (int key = 0; key < VECTORS; key++) {
                cell.add(key, fixed(random));
                list.add(cell, key);
            }
            list.compare();
            short[] dots = new short[VECTORS];
            int[] above = new int[cell.blocks()];
            scan.dots(query, cell.high(), 0, cell.blocks(), dots, (short) 20_000, above);
            return IntStream.concat(
                            IntStream.of(above),
                            IntStream.range(0, VECTORS)
                                    .flatMap(i -> IntStream.of(dots[i], list.dot(i))))
                    .toArray();
        }

        private static short[] fixed(Random random) {
            short[] fixed = new short[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                fixed[i] = (short) (random.nextInt(2 * FixedPoint.ONE) - FixedPoint.ONE);
            }
            return fixed;
        }

        private Probe() {}
    }
}
