// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.diff.Side;
import org.junit.jupiter.api.Test;

/** A comparison of what compaction has left says "differs" or "equal" by the broker's mood. */
class ComparedTopicTest {
    private final ComparedTopic topic = new ComparedTopic(Side.FIRST, "outputs");

    @Test
    void aCompactedTopicIsRefusedWithSettingValueRuleAndFix() {
        assertThatThrownBy(() -> topic.requireComparable("compact,delete", "CreateTime"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic outputs has cleanup.policy=compact,delete")
                .hasMessageContaining("must be delete")
                .hasMessageContaining("mars backfill");
    }

    @Test
    void aTopicWithTheBrokersTimestampsIsRefused() {
        assertThatThrownBy(() -> topic.requireComparable("delete", "LogAppendTime"))
                .hasMessageContaining("message.timestamp.type=LogAppendTime")
                .hasMessageContaining("CreateTime");
    }

    @Test
    void anOrdinaryTopicIsCompared() {
        assertThatCode(() -> topic.requireComparable("delete", "CreateTime"))
                .doesNotThrowAnyException();
    }
}
