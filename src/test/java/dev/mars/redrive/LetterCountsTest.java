// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.mars.topic.RawRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterCountsTest {
    /** A producer waits a minute for each record of a partition that a topic no longer has. */
    @Test
    void tellsHowManyPartitionsEachTopicMustHave() {
        LetterCounts counts = new LetterCounts();
        counts.sendable(letter("a", 2));
        counts.sendable(letter("b", 7));
        counts.sendable(letter("a", 1));
        // Nothing is sent of these.
        counts.repeated(letter("a", 9));
        counts.without(letter("c", 9));
        assertThat(counts.highestPartitions()).containsExactly(entry("a", 2), entry("b", 7));
    }

    private static Letter letter(String topic, int partition) {
        byte[] value = {1};
        return new Letter("LATE", 5, new RawRecord(topic, partition, 0, 5, null, value, List.of()));
    }
}
