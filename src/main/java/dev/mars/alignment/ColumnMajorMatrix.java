// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * A matrix for products whose bits must not depend on the machine (DESIGN, law 6).
 *
 * <p>Each output is a sum over the input dimensions, multiplied, then added, in ascending order:
 * that order is sequential and cannot be vectorised. The outputs are independent of each other,
 * though. So the matrix lies column after column, the inner loop runs over the outputs, and the
 * compiler's SIMD lanes hold one output each, with the bits of the plain loop. Four columns a pass
 * save loads and stores of the sums and change no order. Each column is an array of its own, as
 * HotSpot vectorises over several arrays only where all have the same index.
 */
final class ColumnMajorMatrix {
    private final int rows;
    private final float[][] columns;

    private ColumnMajorMatrix(int rows, float[][] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * @param from matrix [rows x columns], row-major
     */
    static ColumnMajorMatrix ofRowMajor(float[] from, int rows, int columns) {
        float[][] transposed = new float[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column][row] = from[row * columns + column];
            }
        }
        return new ColumnMajorMatrix(rows, transposed);
    }

    /** sums[row] += M[row][column] x[column], for the columns in ascending order. */
    void multiplyAdd(float[] x, float[] sums) {
        int j = 0;
        for (; j + 4 <= columns.length; j += 4) {
            add4(x, j, sums);
        }
        for (; j < columns.length; j++) {
            add(x[j], columns[j], sums);
        }
    }

    private void add4(float[] x, int j, float[] sums) {
        float x0 = x[j];
        float x1 = x[j + 1];
        float x2 = x[j + 2];
        float x3 = x[j + 3];
        float[] c0 = columns[j];
        float[] c1 = columns[j + 1];
        float[] c2 = columns[j + 2];
        float[] c3 = columns[j + 3];
        for (int row = 0; row < rows; row++) {
            sums[row] = sums[row] + c0[row] * x0 + c1[row] * x1 + c2[row] * x2 + c3[row] * x3;
        }
    }

    private void add(float x, float[] column, float[] sums) {
        for (int row = 0; row < rows; row++) {
            sums[row] = sums[row] + column[row] * x;
        }
    }
}
