// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import java.util.List;
import java.util.Map;

/**
 * What the model topic holds, and has held.
 *
 * @param models that are there, in the order of publication
 * @param versions by base, the highest that any record names, one that was deleted since included:
 *     a job that has let it in keeps it, and takes no other model of that version
 */
public record ModelHistory(List<AlignmentModel> models, Map<String, Long> versions) {
    public ModelHistory {
        models = List.copyOf(models);
        versions = Map.copyOf(versions);
    }

    /** The models of one base, in the order of publication. */
    public List<AlignmentModel> of(String baseId) {
        return models.stream().filter(model -> model.base().id().equals(baseId)).toList();
    }
}
