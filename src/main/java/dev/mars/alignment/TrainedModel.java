// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Map;

/**
 * What came of a training.
 *
 * @param alignment null if it was refused, so that nothing may be published
 * @param method how the alignment was made, such as {@code stein}
 * @param quality to be published with it; see {@link ModelTrainer}
 */
public record TrainedModel(
        Base base,
        Alignment alignment,
        String method,
        Map<String, Double> quality,
        TrainingReport report) {

    /** False if the gate refused it. */
    public boolean isPublishable() {
        return alignment != null;
    }

    /**
     * Whether it may be published after other models of its base: not if there was nothing to judge
     * it by, and one of them was judged.
     */
    public boolean mayFollow(List<AlignmentModel> models) {
        return report.verdict() != Verdict.UNGATED
                || models.stream().allMatch(model -> model.verdict() == Verdict.UNGATED);
    }

    /**
     * The model, to be published under a version and from a time on; see {@link AlignmentModel}.
     *
     * @throws IllegalStateException if it was refused
     */
    public AlignmentModel at(long version, long effectiveFrom) {
        if (alignment == null) {
            throw new IllegalStateException(
                    "the model was refused and cannot be published: " + report.reasons());
        }
        return new AlignmentModel(
                version, effectiveFrom, base, alignment, method, report.verdict(), quality);
    }
}
