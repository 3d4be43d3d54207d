// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Arrays;
import java.util.PriorityQueue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Set-to-set similarity of a user with every donor: for each own item the largest of the dot
 * products with the donor's items, and their mean. What the index is measured against, in two
 * forms: a straightforward SIMD loop ({@link #rank}), and one that computes each dot product once
 * ({@link #rankByTable}), since donors share items.
 */
final class AllDonorsLoop {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] vectors;
    private final int[][] donors;
    private final int dimensions;
    private final float[] similarities;

    /** Dot products with all items, for each own item. */
    private final float[][] table;

    /**
     * @param donors items of each
     * @param own items of a user at most
     */
    AllDonorsLoop(DonorWorld world, int[][] donors, int own) {
        this.donors = donors;
        similarities = new float[donors.length];
        table = new float[own][DonorWorld.ITEMS];
        dimensions = world.dimensions();
        vectors = new float[DonorWorld.ITEMS * dimensions];
        for (int item = 0; item < DonorWorld.ITEMS; item++) {
            System.arraycopy(world.vector(item), 0, vectors, item * dimensions, dimensions);
        }
    }

    /** The k most similar donors, the least similar first. */
    int[] rank(int[] own, int k) {
        float[] largest = new float[own.length];
        for (int donor = 0; donor < donors.length; donor++) {
            Arrays.fill(largest, -1);
            for (int held : donors[donor]) {
                for (int i = 0; i < own.length; i++) {
                    largest[i] = Math.max(largest[i], dot(own[i] * dimensions, held * dimensions));
                }
            }
            float sum = 0;
            for (float one : largest) {
                sum += one;
            }
            similarities[donor] = sum / own.length;
        }
        return best(k);
    }

    /** The same; each item's dot products are computed once, and looked up for every holding. */
    int[] rankByTable(int[] own, int k) {
        for (int i = 0; i < own.length; i++) {
            for (int item = 0; item < DonorWorld.ITEMS; item++) {
                table[i][item] = dot(own[i] * dimensions, item * dimensions);
            }
        }
        for (int donor = 0; donor < donors.length; donor++) {
            float sum = 0;
            for (int i = 0; i < own.length; i++) {
                float[] cosines = table[i];
                float largest = -1;
                for (int held : donors[donor]) {
                    largest = Math.max(largest, cosines[held]);
                }
                sum += largest;
            }
            similarities[donor] = sum / own.length;
        }
        return best(k);
    }

    private int[] best(int k) {
        PriorityQueue<Integer> best =
                new PriorityQueue<>((a, b) -> Float.compare(similarities[a], similarities[b]));
        for (int donor = 0; donor < similarities.length; donor++) {
            if (best.size() < k) {
                best.add(donor);
            } else if (similarities[donor] > similarities[best.peek()]) {
                best.poll();
                best.add(donor);
            }
        }
        return best.stream().mapToInt(Integer::intValue).toArray();
    }

    private float dot(int one, int other) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < dimensions; i += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, vectors, one + i);
            FloatVector b = FloatVector.fromArray(SPECIES, vectors, other + i);
            sum = a.fma(b, sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
