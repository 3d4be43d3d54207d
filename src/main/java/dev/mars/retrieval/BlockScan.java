package dev.mars.retrieval;

/**
 * Dot products of one query with blocks of 16 vectors each, laid out dimension by dimension: value
 * {@code block[dimension * 16 + lane]}.
 *
 * <p>One register then holds one dimension of many vectors, so every lane adds up its own vector's
 * products, one dimension after the other, as a scalar loop would. There is no horizontal sum,
 * whose order would depend on the register's width; hence SIMD and plain Java give the same bits.
 */
interface BlockScan {
    int LANES = 16;

    /**
     * @param query length d
     * @param blocks blocks of 16 x d values, one after the other
     * @param first the first block to scan
     * @param count blocks to scan
     * @param dots receives 16 dot products for each block scanned, from index 0
     */
    void dots(float[] query, float[] blocks, int first, int count, float[] dots);

    /**
     * The fastest that this JVM has: SIMD where it was started with {@code --add-modules
     * jdk.incubator.vector}, unless the system property {@code mars.simd} is {@code off}.
     */
    static BlockScan fastest() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean off = "off".equals(System.getProperty("mars.simd"));
        return present && !off ? Simd.scan() : new PlainBlockScan();
    }

    /** Apart, so that nothing of the module is linked where it is absent. */
    final class Simd {
        static BlockScan scan() {
            return new SimdBlockScan();
        }

        private Simd() {}
    }
}
