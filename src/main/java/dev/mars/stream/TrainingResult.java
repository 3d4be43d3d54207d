// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Ablation;
import dev.mars.alignment.TrainingReport;

/**
 * What a training came to.
 *
 * @param baseId null for an ablation
 * @param version under which the model is published; 0 if none is
 * @param isNew false if the published model of that version has this very alignment already
 * @param report null for an ablation
 * @param ablation null for a training
 */
public record TrainingResult(
        String baseId, long version, boolean isNew, TrainingReport report, Ablation ablation) {
    static TrainingResult of(String baseId, long version, boolean isNew, TrainingReport report) {
        return new TrainingResult(baseId, version, isNew, report, null);
    }

    static TrainingResult of(Ablation ablation) {
        return new TrainingResult(null, 0, false, null, ablation);
    }
}
