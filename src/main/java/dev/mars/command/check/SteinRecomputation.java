// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import dev.mars.alignment.AffineSteinGradient;
import dev.mars.alignment.RadialKernel;
import dev.mars.alignment.Score;
import dev.mars.alignment.SteinDiscrepancy;
import dev.mars.alignment.SteinKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes the values of a {@link SteinReference} anew, with the classes that training uses. */
final class SteinRecomputation {
    private static final double LIMIT = 1e-6;

    /** Gradients in the file are finite differences, which are good to fewer digits. */
    private static final double GRADIENT_LIMIT = 1e-4;

    /** For each kind of value, the case in which it is farthest off. */
    static List<SteinDeviation> largestDeviations(SteinReference reference) {
        Map<String, SteinDeviation> largest = new LinkedHashMap<>();
        for (SteinReference.Case one : reference.cases()) {
            for (SteinDeviation deviation : deviations(one, reference.d())) {
                largest.merge(deviation.kind(), deviation, SteinDeviation::orLarger);
            }
        }
        return List.copyOf(largest.values());
    }

    private static List<SteinDeviation> deviations(SteinReference.Case one, int d) {
        SteinKernel rbf = new SteinKernel(RadialKernel.rbf(d), Score.STANDARD_NORMAL);
        SteinKernel imq = new SteinKernel(RadialKernel.imq(1), Score.STANDARD_NORMAL);
        double[][] x = one.points();
        List<SteinDeviation> all = new ArrayList<>();
        all.add(number("u_rbf_0_1", one, one.uRbf(), rbf.u(x[0], x[1])));
        all.add(number("u_imq_0_1", one, one.uImq(), imq.u(x[0], x[1])));
        all.add(number("ksd2_rbf_h2_d", one, one.ksdRbf(), squared(rbf, x)));
        all.add(number("ksd2_imq_c1", one, one.ksdImq(), squared(imq, x)));

        SteinReference.Projection projection = one.projection();
        AffineSteinGradient gradient =
                AffineSteinGradient.at(x, projection.matrix(), projection.bias(), d);
        all.add(number("projection.ksd2_rbf", one, projection.ksdRbf(), gradient.squared()));
        all.add(
                SteinDeviation.ofMatrix(
                        "projection.dW",
                        GRADIENT_LIMIT,
                        one.name(),
                        projection.byMatrix(),
                        gradient.byMatrix()));
        all.add(
                SteinDeviation.ofVector(
                        "projection.db",
                        GRADIENT_LIMIT,
                        one.name(),
                        projection.byBias(),
                        gradient.byBias()));
        return all;
    }

    private static double squared(SteinKernel kernel, double[][] points) {
        return new SteinDiscrepancy(kernel, points).squared();
    }

    private static SteinDeviation number(
            String kind, SteinReference.Case one, double reference, double computed) {
        return SteinDeviation.ofNumber(kind, LIMIT, one.name(), reference, computed);
    }

    private SteinRecomputation() {}
}
