// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The scan in plain Java. Four sums at a time are as many as stay in registers. */
final class PlainByteScan implements ByteScan {
    private static final VarHandle PAIRS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    @Override
    public int dots(
            CoarseQuery query,
            byte[] blocks,
            int from,
            int to,
            short[] dots,
            short bar,
            int[] above) {
        int found = 0;
        for (int block = from; block < to; block++) {
            int first = block * Blocks.LANES;
            for (int slot = first; slot < first + Blocks.LANES; slot += 8) {
                int at = Blocks.first(slot, query.dimensions());
                four(query, blocks, at, dots, slot);
                four(query, blocks, at + Blocks.PART, dots, slot + 1);
            }
            if (most(dots, first) > bar) {
                above[found++] = block;
            }
        }
        return found;
    }

    private static int most(short[] dots, int first) {
        int most = dots[first];
        for (int i = first + 1; i < first + Blocks.LANES; i++) {
            most = Math.max(most, dots[i]);
        }
        return most;
    }

    /** Four vectors of one part, every second of eight. */
    private static void four(CoarseQuery query, byte[] blocks, int at, short[] dots, int to) {
        int[] factors = query.factors();
        int s0 = 2 * query.start();
        int s1 = s0;
        int s2 = s0;
        int s3 = s0;
        for (int i = 0, row = at; i < factors.length; i += 2, row += Blocks.ROW) {
            int ofPairs = factors[i];
            int ofHigh = factors[i + 1];
            s0 += products(blocks, row, ofPairs, ofHigh);
            s1 += products(blocks, row + Blocks.QUAD, ofPairs, ofHigh);
            s2 += products(blocks, row + 2 * Blocks.QUAD, ofPairs, ofHigh);
            s3 += products(blocks, row + 3 * Blocks.QUAD, ofPairs, ofHigh);
        }
        dots[to] = (short) s0;
        dots[to + 2] = (short) s1;
        dots[to + 4] = (short) s2;
        dots[to + 6] = (short) s3;
    }

    private static int products(byte[] blocks, int at, int ofPairs, int ofHigh) {
        int first = (short) PAIRS.get(blocks, at);
        int second = (short) PAIRS.get(blocks, at + 2);
        return first * (short) ofPairs
                + (first >> 8) * (short) ofHigh
                + second * (ofPairs >> 16)
                + (second >> 8) * (ofHigh >> 16);
    }

    @Override
    public void wholeDots(int[] query, byte[] rows, int count, int[] dots) {
        for (int i = 0, at = 0; i < count; i++, at += 2 * query.length) {
            int sum = 0;
            for (int dimension = 0; dimension < query.length; dimension++) {
                int high = rows[at + dimension];
                int low = rows[at + query.length + dimension];
                sum += query[dimension] * ((high << 8) + low);
            }
            dots[i] = sum;
        }
    }
}
