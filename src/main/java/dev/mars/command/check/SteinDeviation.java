// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

/**
 * How far a computed value is from its reference.
 *
 * @param kind the field of the reference file
 * @param limit the error that is allowed
 * @param where the case, and the entry of an array that is farthest off
 * @param reference the value there
 * @param computed what it should be equal to
 * @param error max |computed − reference| / max |reference|, both over the whole array; a number is
 *     an array of one. Absolute if all of the reference is 0
 */
record SteinDeviation(
        String kind, double limit, String where, double reference, double computed, double error) {

    static SteinDeviation ofNumber(
            String kind, double limit, String where, double reference, double computed) {
        return ofMatrix(
                kind, limit, where, new double[][] {{reference}}, new double[][] {{computed}});
    }

    static SteinDeviation ofVector(
            String kind, double limit, String where, double[] reference, double[] computed) {
        return ofMatrix(kind, limit, where, new double[][] {reference}, new double[][] {computed});
    }

    static SteinDeviation ofMatrix(
            String kind, double limit, String where, double[][] reference, double[][] computed) {
        double scale = 0;
        double largest = -1;
        int row = 0;
        int column = 0;
        for (int i = 0; i < reference.length; i++) {
            for (int j = 0; j < reference[i].length; j++) {
                scale = Math.max(scale, Math.abs(reference[i][j]));
                double difference = Math.abs(computed[i][j] - reference[i][j]);
                // Unlike >, this takes NaN for the largest.
                if (Double.compare(difference, largest) > 0) {
                    largest = difference;
                    row = i;
                    column = j;
                }
            }
        }
        String entry = reference.length > 1 ? " [" + row + "][" + column + "]" : "";
        if (reference.length == 1 && reference[0].length > 1) {
            entry = " [" + column + "]";
        }
        return new SteinDeviation(
                kind,
                limit,
                where + entry,
                reference[row][column],
                computed[row][column],
                largest / (scale == 0 ? 1 : scale));
    }

    boolean isWithin() {
        return error <= limit;
    }

    /** The one with the larger error; NaN is the largest. */
    SteinDeviation orLarger(SteinDeviation other) {
        return Double.compare(other.error, error) > 0 ? other : this;
    }
}
