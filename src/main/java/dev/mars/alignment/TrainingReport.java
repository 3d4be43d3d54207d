// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Map;

/**
 * What a person wants to know of a training.
 *
 * @param reasons why the trained model was refused; empty if it was not
 * @param counts of items, pairs, held-out pairs, by name; {@link #OTHER_LENGTHS} if there are any
 * @param quality measures by {@link Measure#key} of each variant on held-out pairs, in the order of
 *     telling; empty if nothing could be held out
 * @param curve of the loss
 * @param views of the held-out pairs, before and after
 * @param partners of a few held-out items
 */
public record TrainingReport(
        Verdict verdict,
        String method,
        List<String> reasons,
        Map<String, Double> counts,
        Map<String, Map<String, Double>> quality,
        List<LossPoint> curve,
        List<SpaceView> views,
        List<NearestPartners> partners) {
    /** Items left out for a vector of another length than most have. */
    public static final String OTHER_LENGTHS = "otherLengths";
}
