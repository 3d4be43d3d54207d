// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * The best k of many (value, ordinal) pairs: a heap of primitives with the worst at its root.
 * Larger values are better; which of two equal ones is better, the caller says, by content and
 * never by ordinal, so that the outcome does not depend on the order of the offers. Reusable; one
 * thread.
 */
final class TopK {
    /** Of two ordinals with equal values, whether the first is better. */
    interface Ties {
        boolean better(int ordinal, int than);
    }

    private final Ties ties;
    private double[] values = new double[0];
    private int[] ordinals = new int[0];
    private int k;
    private int size;

    TopK(Ties ties) {
        this.ties = ties;
    }

    void reset(int k, int candidates) {
        this.k = Math.min(k, candidates);
        size = 0;
        if (values.length < this.k) {
            values = new double[this.k];
            ordinals = new int[this.k];
        }
    }

    /** No value below this is kept. */
    double threshold() {
        return size < k ? Double.NEGATIVE_INFINITY : k == 0 ? Double.POSITIVE_INFINITY : values[0];
    }

    /** Whether {@link #offer} would keep the pair. The value is not NaN. */
    boolean admits(double value, int ordinal) {
        return size < k || (k > 0 && better(value, ordinal, 0));
    }

    void offer(double value, int ordinal) {
        if (size < k) {
            up(size++, value, ordinal);
        } else if (admits(value, ordinal)) {
            down(value, ordinal);
        }
    }

    int size() {
        return size;
    }

    /** Empties the heap into the arrays, best first; both have room for {@link #size}. */
    void drain(int[] toOrdinals, double[] toValues) {
        while (size > 0) {
            toOrdinals[size - 1] = ordinals[0];
            toValues[size - 1] = values[0];
            size--;
            if (size > 0) {
                down(values[size], ordinals[size]);
            }
        }
    }

    private boolean better(double value, int ordinal, int than) {
        return value > values[than]
                || (value == values[than] && ties.better(ordinal, ordinals[than]));
    }

    private void up(int at, double value, int ordinal) {
        int hole = at;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (better(value, ordinal, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        values[hole] = value;
        ordinals[hole] = ordinal;
    }

    /** Puts a pair in the place of the root. */
    private void down(double value, int ordinal) {
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && better(values[child], ordinals[child], child + 1)) {
                child++;
            }
            if (!better(value, ordinal, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        values[hole] = value;
        ordinals[hole] = ordinal;
    }

    private void move(int from, int to) {
        values[to] = values[from];
        ordinals[to] = ordinals[from];
    }
}
