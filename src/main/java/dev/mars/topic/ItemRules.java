// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.Base;
import java.io.Serializable;

/**
 * What an item version must fulfil to be used.
 *
 * @param textDimensions length of a text vector; 0 if the base lacks text, then any length passes
 * @param imageDimensions the same for images
 * @param maxAheadMillis how far effectiveFrom may be ahead of the record's Kafka timestamp
 */
public record ItemRules(int textDimensions, int imageDimensions, long maxAheadMillis)
        implements Serializable {

    /** What the given base can project. */
    public static ItemRules of(Base base, long maxAheadMillis) {
        return new ItemRules(
                base.text() == null ? 0 : base.text().inputDimensions(),
                base.image() == null ? 0 : base.image().inputDimensions(),
                maxAheadMillis);
    }
}
