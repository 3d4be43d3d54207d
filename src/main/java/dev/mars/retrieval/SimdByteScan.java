// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The scan in SIMD registers of 256 bits, or 128. */
final class SimdByteScan implements ByteScan {
    private static final VectorShape SHAPE =
            VectorShape.preferredShape().vectorBitSize() < 256
                    ? VectorShape.S_128_BIT
                    : VectorShape.S_256_BIT;

    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, SHAPE);
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final int LOW_HALF = 0xFFFF;
    private static final int HIGH_HALF = ~LOW_HALF;

    /**
     * A register of each of the two parts, and two rows at a time: so much fits into registers, and
     * both JDKs 17 and 25 compile it well.
     *
     * <p>One long method on purpose. The JIT compiler puts methods of more than 325 bytes into no
     * other, and compiles them by themselves. Put into a search, some of what is in here would be
     * left out when the search has grown too large, and vectors would be objects on the heap. The
     * same would happen with more rows at a time.
     */
    @Override
    public int dots(
            CoarseQuery query,
            byte[] blocks,
            int from,
            int to,
            short[] dots,
            short bar,
            int[] above) {
        int bytes = Blocks.bytes(query.dimensions());
        int[] factors = query.factors();
        ShortVector start = ShortVector.broadcast(SHORTS, query.start());
        ShortVector bars = ShortVector.broadcast(SHORTS, bar);
        int found = 0;
        for (int block = from; block < to; block++) {
            boolean isAbove = false;
            for (int part = 0; part < Blocks.PART; part += BYTES.length()) {
                ShortVector sum0 = start;
                ShortVector sum1 = start;
                int row = block * bytes + part;
                for (int i = 0; i < factors.length; i += 4, row += 2 * Blocks.ROW) {
                    ShortVector ofPairs = shorts(factors[i]);
                    ShortVector ofHigh = shorts(factors[i + 1]);
                    ShortVector pairs = pairs(blocks, row);
                    sum0 = sum0.add(pairs.mul(ofPairs)).add(high(pairs).mul(ofHigh));
                    pairs = pairs(blocks, row + Blocks.PART);
                    sum1 = sum1.add(pairs.mul(ofPairs)).add(high(pairs).mul(ofHigh));
                    ofPairs = shorts(factors[i + 2]);
                    ofHigh = shorts(factors[i + 3]);
                    pairs = pairs(blocks, row + Blocks.ROW);
                    sum0 = sum0.add(pairs.mul(ofPairs)).add(high(pairs).mul(ofHigh));
                    pairs = pairs(blocks, row + Blocks.ROW + Blocks.PART);
                    sum1 = sum1.add(pairs.mul(ofPairs)).add(high(pairs).mul(ofHigh));
                }
                ShortVector sums = joined(sum0, sum1);
                sums.intoArray(dots, block * Blocks.LANES + part / 2);
                isAbove |= sums.compare(VectorOperators.GT, bars).anyTrue();
            }
            if (isAbove) {
                above[found++] = block;
            }
        }
        return found;
    }

    /** A pair of factors, again and again. */
    private static ShortVector shorts(int pair) {
        return IntVector.broadcast(INTS, pair).reinterpretAsShorts();
    }

    private static ShortVector pairs(byte[] blocks, int at) {
        return ByteVector.fromArray(BYTES, blocks, at).reinterpretAsShorts();
    }

    private static ShortVector high(ShortVector pairs) {
        return pairs.lanewise(VectorOperators.ASHR, 8);
    }

    /** Adds the two halves of each sum; those of the two registers take turns. */
    private static ShortVector joined(ShortVector even, ShortVector odd) {
        IntVector low = even.reinterpretAsInts();
        IntVector high = odd.reinterpretAsInts();
        // Whatever is carried out of 16 bits is cut off.
        low =
                low.add(low.lanewise(VectorOperators.LSHR, 16))
                        .lanewise(VectorOperators.AND, LOW_HALF);
        high =
                high.add(high.lanewise(VectorOperators.LSHL, 16))
                        .lanewise(VectorOperators.AND, HIGH_HALF);
        return low.lanewise(VectorOperators.OR, high).reinterpretAsShorts();
    }

    /**
     * Four vectors at a time, whose sums are independent of each other; a long method as well.
     * Where registers have 128 bits, plain Java does it.
     */
    @Override
    public void wholeDots(int[] query, byte[] rows, int count, int[] dots) {
        if (INTS.length() < Blocks.STEP) {
            new PlainByteScan().wholeDots(query, rows, count, dots);
            return;
        }
        int stride = query.length;
        for (int i = 0; i < count; i += 4) {
            IntVector sum0 = IntVector.zero(INTS);
            IntVector sum1 = sum0;
            IntVector sum2 = sum0;
            IntVector sum3 = sum0;
            for (int dimension = 0; dimension < stride; dimension += Blocks.STEP) {
                IntVector factors = IntVector.fromArray(INTS, query, dimension);
                int at = 2 * i * stride + dimension;
                IntVector high = ints(rows, at).lanewise(VectorOperators.LSHL, 8);
                sum0 = sum0.add(high.add(ints(rows, at + stride)).mul(factors));
                high = ints(rows, at + 2 * stride).lanewise(VectorOperators.LSHL, 8);
                sum1 = sum1.add(high.add(ints(rows, at + 3 * stride)).mul(factors));
                high = ints(rows, at + 4 * stride).lanewise(VectorOperators.LSHL, 8);
                sum2 = sum2.add(high.add(ints(rows, at + 5 * stride)).mul(factors));
                high = ints(rows, at + 6 * stride).lanewise(VectorOperators.LSHL, 8);
                sum3 = sum3.add(high.add(ints(rows, at + 7 * stride)).mul(factors));
            }
            dots[i] = sum0.reduceLanes(VectorOperators.ADD);
            dots[i + 1] = sum1.reduceLanes(VectorOperators.ADD);
            dots[i + 2] = sum2.reduceLanes(VectorOperators.ADD);
            dots[i + 3] = sum3.reduceLanes(VectorOperators.ADD);
        }
    }

    private static IntVector ints(byte[] rows, int at) {
        return (IntVector) ByteVector.fromArray(ByteVector.SPECIES_64, rows, at).castShape(INTS, 0);
    }
}
