// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

/**
 * Stable merge sort of row numbers, from the bottom up. The JDK sorts ints by their own value only,
 * and boxing ten million of them would cost more than the rows. Rows in order already cost one
 * pass, two runs that follow each other one comparison.
 */
final class MergeSort {
    /** Order of two rows. */
    interface RowComparator {
        int compare(int a, int b);
    }

    /**
     * Sorts in place.
     *
     * @return whether the rows were in order already
     */
    static boolean sort(int[] rows, RowComparator comparator) {
        if (isSorted(rows, comparator)) {
            return true;
        }
        int[] from = rows;
        int[] to = new int[rows.length];
        for (long width = 1; width < rows.length; width *= 2) {
            for (long start = 0; start < rows.length; start += 2 * width) {
                int middle = (int) Math.min(start + width, rows.length);
                int end = (int) Math.min(start + 2 * width, rows.length);
                merge(from, (int) start, middle, end, to, comparator);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        if (from != rows) {
            System.arraycopy(from, 0, rows, 0, rows.length);
        }
        return false;
    }

    private static boolean isSorted(int[] rows, RowComparator comparator) {
        for (int i = 1; i < rows.length; i++) {
            if (comparator.compare(rows[i - 1], rows[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private static void merge(
            int[] from, int start, int middle, int end, int[] to, RowComparator comparator) {
        if (middle == end || comparator.compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft =
                    left < middle
                            && (right == end || comparator.compare(from[left], from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private MergeSort() {}
}
