// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/** What the acceptance gate said of a trained model, and so what was published. */
public enum Verdict {
    /** It passed, and is published. */
    ACCEPTED,
    /** It was refused; CCA passed and is published in its place. */
    REPLACED,
    /** It was refused and is published all the same, because somebody asked for that. */
    FORCED,
    /** It was refused, and so was CCA; nothing is published. */
    REFUSED,
    /**
     * There was nothing to judge: one modality, or too few pairs to hold some out. The closed-form
     * fallback is published.
     */
    UNGATED
}
