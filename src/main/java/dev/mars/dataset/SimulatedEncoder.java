// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;

/**
 * Stands for a pretrained encoder of one modality: scale * (offset + A x + B y + noise), where x is
 * an item's place in the hidden space, the same for both modalities, and y something that only this
 * modality shows of it. Each modality has an A of its own, so that the two spaces have no axis in
 * common, and an offset and a scale of its own: the modality gap. Encoders' vectors lie in a cone
 * around such an offset (mean cosine about 0.4 to 0.5 here, as with real posters and texts).
 */
final class SimulatedEncoder {
    private static final int PRIVATE = 6;

    private final long seed;
    private final int dimensions;
    private final Domain noise;
    private final double noiseLevel;
    private final double scale;
    private final float[] offset;

    /** A and B side by side, a row per output dimension. */
    private final float[][] map;

    static SimulatedEncoder text(long seed, int dimensions) {
        return new SimulatedEncoder(
                seed, dimensions, Domain.TEXT_MAP, Domain.TEXT_NOISE, 0.5, 1, 1);
    }

    static SimulatedEncoder image(long seed, int dimensions) {
        return new SimulatedEncoder(
                seed, dimensions, Domain.IMAGE_MAP, Domain.IMAGE_NOISE, 0.8, 1.5, 8);
    }

    private SimulatedEncoder(
            long seed,
            int dimensions,
            Domain mapDomain,
            Domain noise,
            double noiseLevel,
            double offsetLength,
            double scale) {
        this.seed = seed;
        this.dimensions = dimensions;
        this.noise = noise;
        this.noiseLevel = noiseLevel;
        this.scale = scale;
        Draws draws = new Draws(seed, mapDomain, 0);
        offset = new float[dimensions];
        map = new float[dimensions][Latent.DIMENSIONS + PRIVATE];
        if (dimensions == 0) {
            return;
        }
        Latent.add(offset, offsetLength, draws.direction(dimensions));
        double perDimension = 1 / Math.sqrt(dimensions);
        for (float[] row : map) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) (draws.normal() * perDimension);
            }
        }
    }

    /** Vector of an item at {@code latent}, of this encoder's dimensions. */
    float[] encode(int item, float[] latent) {
        Draws draws = new Draws(seed, noise, item);
        float[] seen = new float[Latent.DIMENSIONS + PRIVATE];
        System.arraycopy(latent, 0, seen, 0, Latent.DIMENSIONS);
        for (int k = Latent.DIMENSIONS; k < seen.length; k++) {
            seen[k] = 0.3f * draws.normal();
        }
        double perDimension = noiseLevel / Math.sqrt(dimensions);
        float[] vector = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
            double value = offset[j] + Latent.dot(map[j], seen) + perDimension * draws.normal();
            vector[j] = (float) (scale * value);
        }
        return vector;
    }
}
