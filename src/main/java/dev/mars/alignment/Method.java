// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Locale;

/** How far a training goes. All but the whole are there to be compared with it. */
public enum Method {
    /** From CCA on, descent on contrast and Stein discrepancies. */
    STEIN,
    /** CCA as it is. */
    CCA,
    /** The base as it is, both modalities side by side: no alignment. */
    PCA;

    /** As options spell it: stein, cca, pca. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
