// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Retrieved donors, best first.
 *
 * @param donors ordinals
 * @param similarities in the same order
 */
record RankedDonors(int[] donors, double[] similarities) {
    static final RankedDonors NONE = new RankedDonors(new int[0], new double[0]);

    int size() {
        return donors.length;
    }
}
