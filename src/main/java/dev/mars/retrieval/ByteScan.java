// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Dot products of one query with blocks of 32 vectors each ({@link Blocks}), all in small integers.
 *
 * <p>A vector of 64 dimensions costs about 64 / 16 multiplications. Sums are kept in 16 bits. They
 * may overflow on the way and come out right all the same, as two's complement adds modulo 2^16;
 * only the result has to fit, and by Cauchy and Schwarz it does, see {@link FixedPoint}. Integer
 * sums do not depend on their order, so SIMD and plain Java give the same bits (DESIGN, law 6).
 */
interface ByteScan {
    /**
     * @param blocks blocks of vectors of the query's dimensions, one after the other, from index 0
     * @param from first block to scan
     * @param to the block after the last
     * @param dots receives 32 dot products for each block, those of block b from index 32 b
     */
    void dots(CoarseQuery query, byte[] blocks, int from, int to, short[] dots);

    /**
     * Finds the values that reach a threshold.
     *
     * @param count values to look at, from index 0; the array has room for whole blocks
     * @param places receives the indices, ascending; has room for all of them
     * @return how many were found
     */
    int atLeast(short threshold, short[] values, int count, int[] places);

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
