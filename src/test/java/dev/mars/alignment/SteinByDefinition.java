// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.function.ToDoubleBiFunction;

/**
 * Stein kernel and discrepancy as the paper defines them, with derivatives of k by finite
 * differences: nothing of it is shared with the code under test but the score, which is given.
 *
 * @param k the kernel
 */
public record SteinByDefinition(ToDoubleBiFunction<double[], double[]> k, Score score) {
    /** Large enough for the mixed second derivative to keep ten digits. */
    private static final double STEP = 2e-3;

    public static SteinByDefinition rbf(double squaredWidth, Score score) {
        return new SteinByDefinition(
                (x, y) -> Math.exp(-squaredDistance(x, y) / (2 * squaredWidth)), score);
    }

    public static SteinByDefinition imq(double offset, double exponent, Score score) {
        return new SteinByDefinition(
                (x, y) -> Math.pow(offset * offset + squaredDistance(x, y), exponent), score);
    }

    /** s(x)·s(y) k + s(x)·∇_y k + s(y)·∇_x k + tr(∇_x ∇_y k). */
    public double u(double[] x, double[] y) {
        double sum = 0;
        for (double term : terms(x, y)) {
            sum += term;
        }
        return sum;
    }

    /** What rounding is to be measured against: the terms may cancel. */
    double size(double[] x, double[] y) {
        double size = 0;
        for (double term : terms(x, y)) {
            size += Math.abs(term);
        }
        return size;
    }

    /** Σ_{i≠j} u_ij / n(n − 1). */
    public double squared(double[][] points) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                sum += i == j ? 0 : u(points[i], points[j]);
            }
        }
        return sum / (points.length * (points.length - 1.0));
    }

    private double[] terms(double[] x, double[] y) {
        double[] atX = score.at(x);
        double[] atY = score.at(y);
        double[] byX = FiniteDifferences.gradient(p -> k.applyAsDouble(p, y), x, STEP);
        double[] byY = FiniteDifferences.gradient(p -> k.applyAsDouble(x, p), y, STEP);
        double[] terms = new double[4];
        for (int i = 0; i < x.length; i++) {
            int coordinate = i;
            terms[0] += atX[i] * atY[i] * k.applyAsDouble(x, y);
            terms[1] += atX[i] * byY[i];
            terms[2] += atY[i] * byX[i];
            terms[3] +=
                    FiniteDifferences.derivative(
                            FiniteDifferences.along(
                                    q ->
                                            FiniteDifferences.derivative(
                                                    FiniteDifferences.along(
                                                            p -> k.applyAsDouble(p, q),
                                                            x,
                                                            coordinate),
                                                    STEP),
                                    y,
                                    coordinate),
                            STEP);
        }
        return terms;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return squares;
    }
}
