// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import java.util.Map;
import java.util.Random;

/** Models that are well-formed and mean nothing. */
final class ModelFixture {
    private static final int D = 4;
    private static final Base BASE = new Base(D, modality(6, 4), modality(5, 3));
    private static final Alignment ALIGNMENT = new Alignment(map(1), map(2));

    static AlignmentModel model(long version) {
        return new AlignmentModel(
                version,
                17,
                BASE,
                ALIGNMENT,
                "ridge-cca",
                Map.of("pairs", 12.0, "recall", 0.5, "error", 1e-3));
    }

    static AlignmentModel imageOnly() {
        return new AlignmentModel(
                1,
                0,
                new Base(D, null, modality(5, 3)),
                new Alignment(null, map(3)),
                "one-modality",
                Map.of());
    }

    /** A model of about so many bytes. */
    static AlignmentModel large(int bytes) {
        int in = bytes / (D + 1) / Float.BYTES;
        return new AlignmentModel(
                1,
                0,
                new Base(D, modality(in, 4), null),
                new Alignment(map(4), null),
                "one-modality",
                Map.of());
    }

    private static ModalityBase modality(int in, int levels) {
        return new ModalityBase(
                in,
                floats(in, in),
                floats(D * in, in + 1),
                levels,
                floats(levels * 256 * D, in + 2));
    }

    private static AffineMap map(long seed) {
        return new AffineMap(floats(D * D, seed), floats(D, seed + 1));
    }

    private static float[] floats(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private ModelFixture() {}
}
