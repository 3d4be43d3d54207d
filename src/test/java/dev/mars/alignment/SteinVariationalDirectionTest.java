// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The ablation compares the training with SVGD; it must be SVGD that it is compared with. */
class SteinVariationalDirectionTest {
    /** Algorithm 1 of the paper; else the ablation's figures say nothing of it. */
    @Property(tries = 60)
    void isThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @DoubleRange(min = 0.5, max = 6) double squaredWidth) {
        DMatrixRMaj z = normal(seed, n, d);
        DMatrixRMaj expected = new DMatrixRMaj(n, d);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double t = 0;
                for (int k = 0; k < d; k++) {
                    t += (z.get(i, k) - z.get(j, k)) * (z.get(i, k) - z.get(j, k));
                }
                double kernel = Math.exp(-t / (2 * squaredWidth));
                for (int k = 0; k < d; k++) {
                    double score = -z.get(j, k);
                    double byJ = -kernel * (z.get(j, k) - z.get(i, k)) / squaredWidth;
                    expected.add(i, k, (kernel * score + byJ) / n);
                }
            }
        }
        assertThat(SteinVariationalDirection.at(z, squaredWidth).data)
                .containsExactly(expected.data, within(1e-12));
    }

    /** With the wrong sign the ablation would drive the modalities away from the target. */
    @Test
    void stepsAlongItBringAShiftedSampleToTheTarget() {
        int d = 3;
        DMatrixRMaj z = normal(2, 40, d);
        for (int i = 0; i < z.data.length; i++) {
            z.data[i] = 0.5 * z.data[i] + 1.5;
        }
        double start = SteinGradient.at(z, d).squared();
        double last = start;
        for (int step = 0; step < 20; step++) {
            CommonOps_DDRM.addEquals(z, 0.1, SteinVariationalDirection.at(z, d));
            double now = SteinGradient.at(z, d).squared();
            assertThat(now).as("step %d", step).isLessThan(last);
            last = now;
        }
        assertThat(last).isLessThan(0.3 * start);
    }

    private static DMatrixRMaj normal(long seed, int n, int d) {
        return DMatrixRMaj.wrap(n, d, GaussianMixture.standardNormal(new Random(seed), n * d));
    }
}
