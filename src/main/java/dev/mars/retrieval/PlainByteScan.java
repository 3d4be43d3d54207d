// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/** The scan in plain Java. Eight sums at a time are as many as stay in registers. */
final class PlainByteScan implements ByteScan {
    @Override
    public void dots(short[] query, byte[] blocks, int from, int to, short[] dots) {
        int stride = query.length * LANES;
        for (int block = from; block < to; block++) {
            for (int lane = 0; lane < LANES; lane += 8) {
                eight(query, blocks, block * stride + lane, dots, block * LANES + lane);
            }
        }
    }

    private static void eight(short[] query, byte[] blocks, int at, short[] dots, int to) {
        int s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int dimension = 0; dimension < query.length; dimension++) {
            int q = query[dimension];
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
        dots[to] = (short) s0;
        dots[to + 1] = (short) s1;
        dots[to + 2] = (short) s2;
        dots[to + 3] = (short) s3;
        dots[to + 4] = (short) s4;
        dots[to + 5] = (short) s5;
        dots[to + 6] = (short) s6;
        dots[to + 7] = (short) s7;
    }

    @Override
    public short largest(short[] values, int count) {
        int largest = Short.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, values[i]);
        }
        return (short) largest;
    }

    @Override
    public int atLeast(short threshold, short[] values, int count, int[] places) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            places[found] = i;
            found += values[i] >= threshold ? 1 : 0;
        }
        return found;
    }
}
