// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

/**
 * Random numbers that depend on (seed, domain, index) alone: each user, item or matrix has a stream
 * of its own, which can be opened at any time and in any order. So nothing about a million users
 * needs to be kept; it is drawn again when it is asked for. SplitMix64 (Steele, Lea, Flood 2014),
 * written out because the JDK promises no bits of its own generators across versions.
 */
final class Draws {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** Standard deviation of the sum of four uniform integers below 2^16. */
    private static final float SPREAD = 37837.22f;

    private long state;

    Draws(long seed, Domain domain, long index) {
        state = mix(mix(mix(seed) + GAMMA * (domain.ordinal() + 1)) + GAMMA * index);
    }

    /** What a stream is for; equal indexes of different domains are unrelated. */
    enum Domain {
        EVENTS,
        USER,
        USER_ORDER,
        TOPIC,
        ITEM,
        MODALITIES,
        POPULARITY,
        TITLE,
        TEXT_MAP,
        IMAGE_MAP,
        TEXT_NOISE,
        IMAGE_NOISE
    }

    long bits() {
        state += GAMMA;
        return mix(state);
    }

    /** At least 0, below 1. */
    double uniform() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** At least 0, below {@code bound}; the bias, below bound / 2^32, does not matter here. */
    int below(int bound) {
        return (int) ((bits() >>> 32) * bound >>> 32);
    }

    /**
     * Close to a standard normal: the sum of four uniforms, in integers until the last step, so
     * that no logarithm is needed. Never beyond 3.5.
     */
    float normal() {
        long bits = bits();
        long sum =
                (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - 2 * 0xFFFF) / SPREAD;
    }

    /** A direction in {@code dimensions}, of length 1. */
    float[] direction(int dimensions) {
        float[] vector = new float[dimensions];
        for (int k = 0; k < dimensions; k++) {
            vector[k] = normal();
        }
        return Latent.unit(vector);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
