package dev.mars.alignment;

/**
 * A matrix for products whose bits must not depend on the machine (DESIGN, law 6).
 *
 * <p>Each output is a sum over the input dimensions, multiplied, then added, in ascending order:
 * that order is sequential and cannot be vectorised. The outputs are independent of each other,
 * though. So the matrix lies column after column, the inner loop runs over the outputs, and the
 * compiler's SIMD lanes hold one output each, with the bits of the plain loop. Four columns a pass
 * save loads and stores of the sums and change no order.
 */
final class ColumnMajorMatrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    private ColumnMajorMatrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * @param from matrix [rows x columns], row-major, starting at {@code offset}
     */
    static ColumnMajorMatrix ofRowMajor(float[] from, int offset, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = from[offset + row * columns + column];
            }
        }
        return new ColumnMajorMatrix(rows, columns, values);
    }

    /** sums[row] += M[row][column] x[column], for the columns in ascending order. */
    void multiplyAdd(float[] x, float[] sums) {
        int column = 0;
        for (; column + 4 <= columns; column += 4) {
            add4(x[column], x[column + 1], x[column + 2], x[column + 3], column * rows, sums);
        }
        for (; column < columns; column++) {
            add(x[column], column * rows, sums);
        }
    }

    private void add4(float x0, float x1, float x2, float x3, int at0, float[] sums) {
        int at1 = at0 + rows;
        int at2 = at1 + rows;
        int at3 = at2 + rows;
        float[] m = values;
        for (int row = 0; row < rows; row++) {
            sums[row] =
                    sums[row]
                            + m[at0 + row] * x0
                            + m[at1 + row] * x1
                            + m[at2 + row] * x2
                            + m[at3 + row] * x3;
        }
    }

    private void add(float x, int at, float[] sums) {
        for (int row = 0; row < rows; row++) {
            sums[row] = sums[row] + values[at + row] * x;
        }
    }
}
