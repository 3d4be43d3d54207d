// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The scan in SIMD registers of up to 512 bits. */
final class SimdByteScan implements ByteScan {
    private static final VectorSpecies<Short> SHORTS =
            ShortVector.SPECIES_PREFERRED.length() > LANES
                    ? ShortVector.SPECIES_512
                    : ShortVector.SPECIES_PREFERRED;

    /** As many bytes as there are shorts. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

    private static final int WIDTH = SHORTS.length();

    @Override
    public void dots(short[] query, byte[] blocks, int from, int to, short[] dots) {
        int stride = query.length * LANES;
        for (int block = from; block < to; block++) {
            int at = block * stride;
            int place = block * LANES;
            if (WIDTH == LANES) {
                one(query, blocks, at, dots, place);
            } else {
                for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
                    two(query, blocks, at + lane, dots, place + lane);
                }
            }
        }
    }

    /**
     * Two registers side by side, so that a broadcast serves both and memory is read from one place
     * to the next; for two dimensions at a time, because an addition waits for the one before it.
     */
    private static void two(short[] query, byte[] blocks, int at, short[] dots, int to) {
        ShortVector left = ShortVector.zero(SHORTS);
        ShortVector right = left;
        ShortVector nextLeft = left;
        ShortVector nextRight = left;
        int i = at;
        int dimension = 0;
        for (; dimension + 2 <= query.length; dimension += 2, i += 2 * LANES) {
            ShortVector q = ShortVector.broadcast(SHORTS, query[dimension]);
            ShortVector nextQ = ShortVector.broadcast(SHORTS, query[dimension + 1]);
            left = left.add(widened(blocks, i).mul(q));
            right = right.add(widened(blocks, i + WIDTH).mul(q));
            nextLeft = nextLeft.add(widened(blocks, i + LANES).mul(nextQ));
            nextRight = nextRight.add(widened(blocks, i + LANES + WIDTH).mul(nextQ));
        }
        if (dimension < query.length) {
            ShortVector q = ShortVector.broadcast(SHORTS, query[dimension]);
            left = left.add(widened(blocks, i).mul(q));
            right = right.add(widened(blocks, i + WIDTH).mul(q));
        }
        left.add(nextLeft).intoArray(dots, to);
        right.add(nextRight).intoArray(dots, to + WIDTH);
    }

    /** One register that is as wide as a block. */
    private static void one(short[] query, byte[] blocks, int at, short[] dots, int to) {
        ShortVector sum = ShortVector.zero(SHORTS);
        ShortVector next = sum;
        int i = at;
        int dimension = 0;
        for (; dimension + 2 <= query.length; dimension += 2, i += 2 * LANES) {
            sum = sum.add(widened(blocks, i).mul(query[dimension]));
            next = next.add(widened(blocks, i + LANES).mul(query[dimension + 1]));
        }
        if (dimension < query.length) {
            sum = sum.add(widened(blocks, i).mul(query[dimension]));
        }
        sum.add(next).intoArray(dots, to);
    }

    private static ShortVector widened(byte[] blocks, int at) {
        Vector<Short> shorts =
                ByteVector.fromArray(BYTES, blocks, at)
                        .convertShape(VectorOperators.B2S, SHORTS, 0);
        return (ShortVector) shorts;
    }

    @Override
    public short largest(short[] values, int count) {
        ShortVector most = ShortVector.broadcast(SHORTS, Short.MIN_VALUE);
        int i = 0;
        for (; i + WIDTH <= count; i += WIDTH) {
            most = most.max(ShortVector.fromArray(SHORTS, values, i));
        }
        short largest = most.reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            largest = (short) Math.max(largest, values[i]);
        }
        return largest;
    }

    /** A block at a time: few have any. */
    @Override
    public int atLeast(short threshold, short[] values, int count, int[] places) {
        ShortVector bar = ShortVector.broadcast(SHORTS, threshold);
        int found = 0;
        for (int first = 0; first < count; first += LANES) {
            ShortVector most = ShortVector.fromArray(SHORTS, values, first);
            for (int lane = WIDTH; lane < LANES; lane += WIDTH) {
                most = most.max(ShortVector.fromArray(SHORTS, values, first + lane));
            }
            // Whether any lane reaches it is one instruction; the largest lane would be several.
            if (!most.compare(VectorOperators.GE, bar).anyTrue()) {
                continue;
            }
            int end = Math.min(first + LANES, count);
            for (int i = first; i < end; i++) {
                places[found] = i;
                found += values[i] >= threshold ? 1 : 0;
            }
        }
        return found;
    }
}
