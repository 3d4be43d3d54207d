// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.List;

/** Points of one kind. */
public record Series(String name, Ink ink, Mark mark, List<Point> points) {
    /**
     * @param label what the point is, shown when it is pointed at; null if its series says enough
     */
    public record Point(double x, double y, String label) {
        public Point(double x, double y) {
            this(x, y, null);
        }
    }
}
