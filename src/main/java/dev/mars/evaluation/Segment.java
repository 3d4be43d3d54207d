// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

/** Some of the questions. */
public enum Segment {
    ALL("all"),
    HISTORY_1("1 earlier"),
    HISTORY_2("2 earlier"),
    HISTORY_3("3 earlier"),
    HISTORY_4("4 earlier"),
    /** A donor held an item of the user's, see {@link DonorItems}. */
    WARM("warm"),
    COLD("cold");

    private final String title;

    Segment(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    boolean contains(NextPositive question, boolean warm) {
        return switch (this) {
            case ALL -> true;
            case HISTORY_1, HISTORY_2, HISTORY_3, HISTORY_4 ->
                    question.history() == ordinal() - HISTORY_1.ordinal() + 1;
            case WARM -> warm;
            case COLD -> !warm;
        };
    }
}
