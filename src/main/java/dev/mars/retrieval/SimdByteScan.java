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
    private static final int WIDTH = SHORTS.length();
    private static final int HIGH_HALF = 0xFFFF0000;

    /**
     * A register of each of the four parts: so many sums are independent of each other, and they
     * stay in registers with all that they need.
     *
     * <p>One long method on purpose. The JIT compiler puts methods of more than 325 bytes into no
     * other, and compiles them by themselves. Put into a search, some of what is in here would be
     * left out when the search has grown too large, and vectors would be objects on the heap.
     */
    @Override
    public void dots(CoarseQuery query, byte[] blocks, int from, int to, short[] dots) {
        int bytes = Blocks.bytes(query.dimensions());
        int[] factors = query.factors();
        ShortVector start = ShortVector.broadcast(SHORTS, query.start());
        for (int block = from; block < to; block++) {
            for (int part = 0; part < Blocks.PART; part += BYTES.length()) {
                ShortVector sum0 = start;
                ShortVector sum1 = start;
                ShortVector sum2 = start;
                ShortVector sum3 = start;
                int row = block * bytes + part;
                for (int i = 0; i < factors.length; i += 2, row += Blocks.ROW) {
                    ShortVector ofPairs =
                            IntVector.broadcast(INTS, factors[i]).reinterpretAsShorts();
                    ShortVector ofHigh =
                            IntVector.broadcast(INTS, factors[i + 1]).reinterpretAsShorts();
                    ShortVector pairs;
                    ShortVector high;
                    pairs = pairs(blocks, row);
                    high = pairs.lanewise(VectorOperators.ASHR, 8);
                    sum0 = sum0.add(pairs.mul(ofPairs).add(high.mul(ofHigh)));
                    pairs = pairs(blocks, row + Blocks.PART);
                    high = pairs.lanewise(VectorOperators.ASHR, 8);
                    sum1 = sum1.add(pairs.mul(ofPairs).add(high.mul(ofHigh)));
                    pairs = pairs(blocks, row + 2 * Blocks.PART);
                    high = pairs.lanewise(VectorOperators.ASHR, 8);
                    sum2 = sum2.add(pairs.mul(ofPairs).add(high.mul(ofHigh)));
                    pairs = pairs(blocks, row + 3 * Blocks.PART);
                    high = pairs.lanewise(VectorOperators.ASHR, 8);
                    sum3 = sum3.add(pairs.mul(ofPairs).add(high.mul(ofHigh)));
                }
                int place = block * Blocks.LANES + part / 2;
                joined(sum0, sum1).intoArray(dots, place);
                joined(sum2, sum3).intoArray(dots, place + Blocks.LANES / 2);
            }
        }
    }

    private static ShortVector pairs(byte[] blocks, int at) {
        return ByteVector.fromArray(BYTES, blocks, at).reinterpretAsShorts();
    }

    /** Adds the two halves of each sum; those of the two registers take turns. */
    private static ShortVector joined(ShortVector even, ShortVector odd) {
        IntVector low = even.reinterpretAsInts();
        IntVector high = odd.reinterpretAsInts();
        // Whatever is carried out of 16 bits is cut off.
        low = low.add(low.lanewise(VectorOperators.LSHR, 16)).lanewise(VectorOperators.AND, 0xFFFF);
        high =
                high.add(high.lanewise(VectorOperators.LSHL, 16))
                        .lanewise(VectorOperators.AND, HIGH_HALF);
        return low.lanewise(VectorOperators.OR, high).reinterpretAsShorts();
    }

    /** A block at a time: few have any. */
    @Override
    public int atLeast(short threshold, short[] values, int count, int[] places) {
        ShortVector bar = ShortVector.broadcast(SHORTS, threshold);
        int found = 0;
        for (int first = 0; first < count; first += Blocks.LANES) {
            ShortVector most = ShortVector.fromArray(SHORTS, values, first);
            for (int lane = WIDTH; lane < Blocks.LANES; lane += WIDTH) {
                most = most.max(ShortVector.fromArray(SHORTS, values, first + lane));
            }
            // Whether any lane reaches it is one instruction; the largest lane would be several.
            if (!most.compare(VectorOperators.GE, bar).anyTrue()) {
                continue;
            }
            int end = Math.min(first + Blocks.LANES, count);
            for (int i = first; i < end; i++) {
                places[found] = i;
                found += values[i] >= threshold ? 1 : 0;
            }
        }
        return found;
    }
}
