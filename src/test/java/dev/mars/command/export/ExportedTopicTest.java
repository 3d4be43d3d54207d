// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.export.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ExportedTopicTest {
    /** If this fails, days that retention has taken are missing from an export without a word. */
    @Test
    void partitionsWhoseSpanMayHaveLostRecordsAreTold() {
        ExportedTopic topic =
                of(
                        new Manifest.Range(0, 5, 9),
                        // Records before the span are still there, so none of it are gone.
                        new Manifest.Range(1, 5, 9),
                        // Nothing was ever deleted.
                        new Manifest.Range(2, 0, 9),
                        // All of it is gone.
                        new Manifest.Range(3, 9, 9),
                        // Nothing was ever written.
                        new Manifest.Range(4, 0, 0));
        assertThat(topic.trimmed(kept(5, 4, 0, 9, 0))).containsExactly(0, 3);
    }

    private static ExportedTopic of(Manifest.Range... ranges) {
        return new ExportedTopic(new Manifest.Source("outputs", "id", List.of(ranges)));
    }

    private static Map<TopicPartition, Long> kept(long... offsets) {
        Map<TopicPartition, Long> kept = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            kept.put(new TopicPartition("outputs", partition), offsets[partition]);
        }
        return kept;
    }
}
