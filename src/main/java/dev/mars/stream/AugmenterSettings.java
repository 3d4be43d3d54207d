// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.topic.TopicSettings;
import java.io.Serializable;

/**
 * What the {@link SequenceAugmenter} goes by.
 *
 * @param length positives that are kept of a donor
 * @param donorIds whether outputs name the donors
 */
record AugmenterSettings(
        Base base,
        Epochs epochs,
        RetrievalSettings retrieval,
        int length,
        boolean donorIds,
        TopicSettings topics)
        implements Serializable {}
