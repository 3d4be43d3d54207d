// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/** Is told how far a training has come. */
@FunctionalInterface
public interface TrainingProgress {
    /** For those who do not ask. */
    TrainingProgress SILENT = (what, done, total) -> {};

    /**
     * @param what the step, to be read by people
     * @param done steps that are done, 0 to {@code total}
     */
    void step(String what, long done, long total);
}
