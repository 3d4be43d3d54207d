// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained model as it is published.
 *
 * @param version grows by one with each model of a base, from 1
 * @param effectiveFrom used from the first epoch that starts at or after this event time,
 *     milliseconds since the epoch; 0 for a base's first model
 * @param method how the alignment was made, such as {@code stein}
 * @param verdict of the gate that it passed, or did not
 * @param quality what was measured when it was trained, by name; see {@link ModelTrainer}
 */
public record AlignmentModel(
        long version,
        long effectiveFrom,
        Base base,
        Alignment alignment,
        String method,
        Verdict verdict,
        Map<String, Double> quality) {
    /** A model that was not judged. */
    public AlignmentModel(
            long version,
            long effectiveFrom,
            Base base,
            Alignment alignment,
            String method,
            Map<String, Double> quality) {
        this(version, effectiveFrom, base, alignment, method, Verdict.UNGATED, quality);
    }

    public AlignmentModel {
        if (version < 1 || effectiveFrom < 0) {
            throw new IllegalArgumentException(
                    "model has version "
                            + version
                            + " and is effective from "
                            + effectiveFrom
                            + "; versions start at 1 and event times at 0");
        }
        check("text", base.dimensions(), base.text(), alignment.text());
        check("image", base.dimensions(), base.image(), alignment.image());
        quality = Collections.unmodifiableMap(new TreeMap<>(quality));
    }

    /** The same model with another instance of its base, which can so be shared. */
    public AlignmentModel on(Base same) {
        if (!same.equals(base)) {
            throw new IllegalArgumentException(
                    "the model's base is " + base.id() + ", not " + same.id());
        }
        return new AlignmentModel(
                version, effectiveFrom, same, alignment, method, verdict, quality);
    }

    /** The unified space under this model. Builds tables (some milliseconds); keep it. */
    public UnifiedSpace space() {
        return new AlignedSpace(base, alignment);
    }

    private static void check(String what, int dimensions, ModalityBase base, AffineMap map) {
        if ((base == null) != (map == null)) {
            throw new IllegalArgumentException(
                    "the base "
                            + (base == null ? "lacks " : "has ")
                            + what
                            + " and the alignment "
                            + (map == null ? "lacks it" : "has it")
                            + "; they must have the same modalities; train the alignment on this"
                            + " base");
        }
        if (map != null && map.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    what
                            + " alignment has "
                            + map.dimensions()
                            + " dimensions; the base has "
                            + dimensions
                            + "; train the alignment on this base");
        }
    }
}
