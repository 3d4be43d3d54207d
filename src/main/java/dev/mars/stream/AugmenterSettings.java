// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.UnifiedSpace;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.topic.TopicSettings;
import java.io.Serializable;
import java.util.Map;

/**
 * What requests are answered by, on the {@link SequenceAugmenter} or on shards.
 *
 * @param length positives that are kept of a donor
 * @param donorIds whether outputs name the donors
 * @param alike whether all subtasks have folded the same epochs at a checkpoint: watermarks of
 *     sources that are never idle make it so
 */
record AugmenterSettings(
        Base base,
        Epochs epochs,
        RetrievalSettings retrieval,
        int length,
        boolean donorIds,
        boolean alike,
        TopicSettings topics)
        implements Serializable {
    /** The space that a model puts vectors into. Builds tables; keep it. */
    UnifiedSpace space(IndexChange.OfModel model) {
        return new AlignmentModel(
                        model.version(),
                        model.effectiveFrom(),
                        base,
                        model.alignment(),
                        "",
                        Map.of())
                .space();
    }
}
