// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The scan in SIMD registers of up to 512 bits. Four blocks run side by side, because one addition
 * has to wait for the one before it.
 */
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
    public void dots(short[] query, byte[] blocks, int count, short[] dots) {
        int stride = query.length * LANES;
        int block = 0;
        for (; block + 4 <= count; block += 4) {
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                four(query, blocks, block * stride + lane, dots, block * LANES + lane);
            }
        }
        for (; block < count; block++) {
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                one(query, blocks, block * stride + lane, dots, block * LANES + lane);
            }
        }
    }

    private static void four(short[] query, byte[] blocks, int at, short[] dots, int to) {
        int stride = query.length * LANES;
        ShortVector s0 = ShortVector.zero(SHORTS);
        ShortVector s1 = s0;
        ShortVector s2 = s0;
        ShortVector s3 = s0;
        for (int dimension = 0; dimension < query.length; dimension++) {
            ShortVector q = ShortVector.broadcast(SHORTS, query[dimension]);
            int i = at + dimension * LANES;
            s0 = s0.add(widened(blocks, i).mul(q));
            s1 = s1.add(widened(blocks, i + stride).mul(q));
            s2 = s2.add(widened(blocks, i + 2 * stride).mul(q));
            s3 = s3.add(widened(blocks, i + 3 * stride).mul(q));
        }
        s0.intoArray(dots, to);
        s1.intoArray(dots, to + LANES);
        s2.intoArray(dots, to + 2 * LANES);
        s3.intoArray(dots, to + 3 * LANES);
    }

    private static void one(short[] query, byte[] blocks, int at, short[] dots, int to) {
        ShortVector s0 = ShortVector.zero(SHORTS);
        ShortVector s1 = s0;
        int dimension = 0;
        for (; dimension + 2 <= query.length; dimension += 2) {
            int i = at + dimension * LANES;
            s0 = s0.add(widened(blocks, i).mul(query[dimension]));
            s1 = s1.add(widened(blocks, i + LANES).mul(query[dimension + 1]));
        }
        if (dimension < query.length) {
            s0 = s0.add(widened(blocks, at + dimension * LANES).mul(query[dimension]));
        }
        s0.add(s1).intoArray(dots, to);
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

    @Override
    public int atLeast(short threshold, short[] values, int count, int[] places) {
        int found = 0;
        for (int first = 0; first < count; first += WIDTH) {
            ShortVector some = ShortVector.fromArray(SHORTS, values, first);
            if (!some.compare(VectorOperators.GE, threshold).anyTrue()) {
                continue;
            }
            int end = Math.min(first + WIDTH, count);
            for (int i = first; i < end; i++) {
                places[found] = i;
                found += values[i] >= threshold ? 1 : 0;
            }
        }
        return found;
    }
}
