package dev.mars.retrieval;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The scan in SIMD registers. Four sums run side by side, in as many blocks as four registers span,
 * because one addition has to wait for the one before it. Multiplies, then adds; never fused.
 */
final class SimdBlockScan implements BlockScan {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > LANES
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    @Override
    public void dots(float[] query, float[] blocks, int first, int count, float[] dots) {
        int stride = query.length * LANES;
        int registers = count * LANES / WIDTH;
        int register = 0;
        for (; register + 4 <= registers; register += 4) {
            four(query, blocks, first, stride, register * WIDTH, dots);
        }
        for (; register < registers; register++) {
            one(query, blocks, first, stride, register * WIDTH, dots);
        }
    }

    private static int at(int first, int stride, int lane) {
        return (first + lane / LANES) * stride + lane % LANES;
    }

    private static void four(
            float[] query, float[] blocks, int first, int stride, int lane, float[] dots) {
        int i0 = at(first, stride, lane);
        int i1 = at(first, stride, lane + WIDTH);
        int i2 = at(first, stride, lane + 2 * WIDTH);
        int i3 = at(first, stride, lane + 3 * WIDTH);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int dimension = 0; dimension < query.length; dimension++) {
            FloatVector q = FloatVector.broadcast(SPECIES, query[dimension]);
            int offset = dimension * LANES;
            s0 = s0.add(FloatVector.fromArray(SPECIES, blocks, i0 + offset).mul(q));
            s1 = s1.add(FloatVector.fromArray(SPECIES, blocks, i1 + offset).mul(q));
            s2 = s2.add(FloatVector.fromArray(SPECIES, blocks, i2 + offset).mul(q));
            s3 = s3.add(FloatVector.fromArray(SPECIES, blocks, i3 + offset).mul(q));
        }
        s0.intoArray(dots, lane);
        s1.intoArray(dots, lane + WIDTH);
        s2.intoArray(dots, lane + 2 * WIDTH);
        s3.intoArray(dots, lane + 3 * WIDTH);
    }

    private static void one(
            float[] query, float[] blocks, int first, int stride, int lane, float[] dots) {
        int i = at(first, stride, lane);
        FloatVector s = FloatVector.zero(SPECIES);
        for (int dimension = 0; dimension < query.length; dimension++) {
            FloatVector v = FloatVector.fromArray(SPECIES, blocks, i + dimension * LANES);
            s = s.add(v.mul(query[dimension]));
        }
        s.intoArray(dots, lane);
    }
}
