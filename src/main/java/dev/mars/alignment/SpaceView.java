// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;

/**
 * Held-out pairs as unit vectors of one space, seen from one side: both modalities are projected on
 * the same two orthogonal axes.
 *
 * @param variant the alignment that made the space, or {@code base}
 * @param points one a pair
 */
public record SpaceView(String variant, List<Point> points) {
    /** Where a pair's two vectors lie; all values within −1 and 1. */
    public record Point(String itemId, float textX, float textY, float imageX, float imageY) {}
}
