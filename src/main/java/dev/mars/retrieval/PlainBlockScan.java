package dev.mars.retrieval;

/** The scan in plain Java. Eight sums at a time are as many as stay in registers. */
final class PlainBlockScan implements BlockScan {
    @Override
    public void dots(float[] query, float[] blocks, int first, int count, float[] dots) {
        int stride = query.length * LANES;
        for (int block = 0; block < count; block++) {
            int at = (first + block) * stride;
            eight(query, blocks, at, dots, block * LANES);
            eight(query, blocks, at + 8, dots, block * LANES + 8);
        }
    }

    private static void eight(float[] query, float[] blocks, int at, float[] dots, int to) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int dimension = 0; dimension < query.length; dimension++) {
            float q = query[dimension];
            int i = at + dimension * LANES;
            s0 += q * blocks[i];
            s1 += q * blocks[i + 1];
            s2 += q * blocks[i + 2];
            s3 += q * blocks[i + 3];
            s4 += q * blocks[i + 4];
            s5 += q * blocks[i + 5];
            s6 += q * blocks[i + 6];
            s7 += q * blocks[i + 7];
        }
        dots[to] = s0;
        dots[to + 1] = s1;
        dots[to + 2] = s2;
        dots[to + 3] = s3;
        dots[to + 4] = s4;
        dots[to + 5] = s5;
        dots[to + 6] = s6;
        dots[to + 7] = s7;
    }
}
