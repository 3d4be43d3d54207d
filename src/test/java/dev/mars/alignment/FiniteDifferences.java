// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Derivatives from values of the function alone, central, of fourth order. */
public final class FiniteDifferences {
    /** f′(0). */
    public static double derivative(DoubleUnaryOperator f, double step) {
        double near = f.applyAsDouble(step) - f.applyAsDouble(-step);
        double far = f.applyAsDouble(2 * step) - f.applyAsDouble(-2 * step);
        return (8 * near - far) / (12 * step);
    }

    /** ∇f(at); f must not keep its argument. */
    public static double[] gradient(ToDoubleFunction<double[]> f, double[] at, double step) {
        double[] gradient = new double[at.length];
        for (int k = 0; k < at.length; k++) {
            gradient[k] = derivative(along(f, at, k), step);
        }
        return gradient;
    }

    /** f as a function of what is added to coordinate k. */
    static DoubleUnaryOperator along(ToDoubleFunction<double[]> f, double[] at, int k) {
        return shift -> {
            double[] moved = at.clone();
            moved[k] += shift;
            return f.applyAsDouble(moved);
        };
    }

    private FiniteDifferences() {}
}
