// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * A kernel that depends on the distance alone: k(x, y) = φ(t) with t = ‖x − y‖². A Stein kernel
 * takes φ and its first two derivatives by t.
 */
public interface RadialKernel {
    /** φ(t). */
    double value(double t);

    /**
     * φ′(t).
     *
     * @param value φ(t), which the derivatives of both kernels are multiples of
     */
    double first(double t, double value);

    /** φ″(t), with {@code value} as above. */
    double second(double t, double value);

    /**
     * The Gaussian kernel exp(−t / 2h²).
     *
     * @param squaredWidth h², above 0; the number of dimensions suits a target N(0, I)
     */
    static RadialKernel rbf(double squaredWidth) {
        return new Rbf(squaredWidth);
    }

    /**
     * The inverse multiquadric 1 / √(c² + t). Its tails are heavy, and with it a discrepancy that
     * goes to 0 means convergence, which the Gaussian kernel does not grant from 3 dimensions on
     * (Gorham and Mackey 2017).
     *
     * @param offset c, above 0
     */
    static RadialKernel imq(double offset) {
        return new Imq(offset * offset, -0.5);
    }

    /** Gaussian; h² in {@code squaredWidth}. */
    record Rbf(double squaredWidth) implements RadialKernel {
        public Rbf {
            positive("squared width", squaredWidth);
        }

        @Override
        public double value(double t) {
            return StrictMath.exp(-t / (2 * squaredWidth));
        }

        @Override
        public double first(double t, double value) {
            return -value / (2 * squaredWidth);
        }

        @Override
        public double second(double t, double value) {
            return value / (4 * squaredWidth * squaredWidth);
        }
    }

    /** Multiquadric (c² + t)^β. */
    record Imq(double squaredOffset, double exponent) implements RadialKernel {
        public Imq {
            positive("squared offset", squaredOffset);
            if (!(exponent > -1 && exponent < 0)) {
                throw new IllegalArgumentException(
                        "exponent of the multiquadric kernel is "
                                + exponent
                                + "; it must be between -1 and 0; -0.5 is usual");
            }
        }

        @Override
        public double value(double t) {
            return exponent == -0.5
                    ? 1 / StrictMath.sqrt(squaredOffset + t)
                    : StrictMath.pow(squaredOffset + t, exponent);
        }

        @Override
        public double first(double t, double value) {
            return exponent * value / (squaredOffset + t);
        }

        @Override
        public double second(double t, double value) {
            double q = squaredOffset + t;
            return exponent * (exponent - 1) * value / (q * q);
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    what + " of the kernel is " + value + "; it must be above 0 and finite");
        }
    }
}
