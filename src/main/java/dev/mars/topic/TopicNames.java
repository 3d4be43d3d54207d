// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.Serializable;
import java.util.List;

/** The five topics. */
public record TopicNames(
        String behavior, String item, String model, String output, String deadLetter)
        implements Serializable {
    public TopicNames {
        List<String> names = List.of(behavior, item, model, output, deadLetter);
        if (names.contains("") || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    ("The topics (mars.topic.behavior, .item, .model, .output, "
                                    + ".dead-letter) are %s; each needs a name of its own: set "
                                    + "them apart")
                            .formatted(names));
        }
    }
}
