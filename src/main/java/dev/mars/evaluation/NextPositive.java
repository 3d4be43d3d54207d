// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.List;

/**
 * A question to an augmentation: which of these items did the user turn to next?
 *
 * @param itemId the one it was
 * @param time event time of it, milliseconds since the epoch
 * @param previous event time of the user's last behaviour before it
 * @param own items of the user's positives before it, oldest first, {@link #FEWEST} to {@link
 *     #MOST}
 * @param part where it lies in the data
 * @param uniform negatives drawn uniformly over the unseen items that had appeared; a draw may
 *     repeat
 * @param popular negatives drawn by the positives of the 30 days before; a draw may repeat
 */
public record NextPositive(
        String userId,
        String itemId,
        long time,
        long previous,
        List<String> own,
        Part part,
        List<String> uniform,
        List<String> popular) {
    /** Earlier positives of a user who is asked about, at least. */
    public static final int FEWEST = 1;

    /** And at most: a low-active user. */
    public static final int MOST = 4;

    public NextPositive {
        own = List.copyOf(own);
        uniform = List.copyOf(uniform);
        popular = List.copyOf(popular);
    }

    /** Earlier positives of the user. */
    public int history() {
        return own.size();
    }
}
