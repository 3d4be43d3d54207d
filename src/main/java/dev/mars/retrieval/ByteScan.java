// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Dot products of one query with blocks of {@value Blocks#LANES} vectors each ({@link Blocks}), all
 * in small integers.
 *
 * <p>A vector of 64 dimensions costs about 64 / 16 multiplications. Sums are kept in 16 bits. They
 * may overflow on the way and come out right all the same, as two's complement adds modulo 2^16;
 * only the result has to fit, and by Cauchy and Schwarz it does, see {@link FixedPoint}. Integer
 * sums do not depend on their order, so SIMD and plain Java give the same bits (DESIGN, law 6).
 */
interface ByteScan {
    int[] NONE = {};

    /**
     * @param blocks blocks of vectors of the query's dimensions, one after the other, from index 0
     * @param from first block to scan
     * @param to the block after the last
     * @param dots receives {@value Blocks#LANES} dot products for each block, one block after the
     *     other
     * @param bar the blocks with a dot product above it are told
     * @param above receives their numbers, ascending; has room for all
     * @return how many they are
     */
    int dots(
            CoarseQuery query,
            byte[] blocks,
            int from,
            int to,
            short[] dots,
            short bar,
            int[] above);

    /** The same without a bar. */
    default void dots(CoarseQuery query, byte[] blocks, int from, int to, short[] dots) {
        dots(query, blocks, from, to, dots, Short.MAX_VALUE, NONE);
    }

    /**
     * Dot products of a query with whole vectors, which are 256 high byte + low byte.
     *
     * @param query encoded; 0 where dimensions are filled up, see {@link Blocks}
     * @param rows of each vector the high bytes, then the low ones, as many of either as the query
     *     has; there is room for a multiple of four vectors
     * @param count of vectors
     * @param dots receives one sum for each vector; has room for a multiple of four
     */
    void wholeDots(int[] query, byte[] rows, int count, int[] dots);

    /**
     * The fastest that this JVM has: SIMD where it was started with {@code --add-modules
     * jdk.incubator.vector}, unless the system property {@code mars.simd} is {@code off}.
     */
    static ByteScan fastest() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean off = "off".equals(System.getProperty("mars.simd"));
        return present && !off ? Simd.scan() : new PlainByteScan();
    }

    /** Apart, so that nothing of the module is linked where it is absent. */
    final class Simd {
        static ByteScan scan() {
            return new SimdByteScan();
        }

        private Simd() {}
    }
}
