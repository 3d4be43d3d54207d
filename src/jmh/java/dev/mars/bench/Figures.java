// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

/**
 * What one contender was measured to cost, filled in as the measurement goes. Times are
 * microseconds; NaN is what was not measured, or a recall that is out of reach.
 */
final class Figures {
    double buildSeconds = Double.NaN;

    /** Least effort that reaches the recall, or -1. */
    int effort95 = -1;

    int effort99 = -1;
    double recall95 = Double.NaN;
    double recall99 = Double.NaN;
    double query95 = Double.NaN;
    double query99 = Double.NaN;
    double upsert = Double.NaN;
    double bytesPerVector = Double.NaN;
    double heapBytesPerVector = Double.NaN;
    double churnQuery = Double.NaN;
    double churnUpsert = Double.NaN;
    double churnRecall = Double.NaN;
}
