// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Objects;

/**
 * The Stein kernel of a radial kernel k and a target density p (Liu, Lee and Jordan 2016):
 *
 * <pre>u(x, y) = s(x)·s(y) k + s(x)·∇_y k + s(y)·∇_x k + tr(∇_x ∇_y k),   s = ∇ log p</pre>
 *
 * <p>Stein's identity makes its mean over x ~ p zero for every y, whatever k is; so the mean of u
 * over pairs of a sample tells how far the sample is from p, without samples of p and without p's
 * normalising constant. For k = φ(t), t = ‖x − y‖² in d dimensions, the gradients are ∇_x k = 2φ′
 * (x − y) = −∇_y k and the trace is −2dφ′ − 4tφ″, which leaves
 *
 * <pre>u = φ s(x)·s(y) − 2φ′ (x − y)·(s(x) − s(y)) − 2dφ′ − 4tφ″.</pre>
 */
public record SteinKernel(RadialKernel kernel, Score score) {
    public SteinKernel {
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(score, "score");
    }

    /** u(x, y) of two points of the same length. */
    public double u(double[] x, double[] y) {
        return u(x, score.at(x), y, score.at(y));
    }

    /** The same with the scores of x and y at hand. */
    double u(double[] x, double[] scoreX, double[] y, double[] scoreY) {
        double t = 0;
        double scores = 0;
        double along = 0;
        for (int k = 0; k < x.length; k++) {
            double difference = x[k] - y[k];
            t += difference * difference;
            scores += scoreX[k] * scoreY[k];
            along += difference * (scoreX[k] - scoreY[k]);
        }
        double value = kernel.value(t);
        double first = kernel.first(t, value);
        return value * scores
                - 2 * first * along
                - 2 * x.length * first
                - 4 * t * kernel.second(t, value);
    }
}
