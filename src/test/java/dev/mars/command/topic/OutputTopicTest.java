// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What compaction has left is compared, or exported, by the broker's mood. */
class OutputTopicTest {
    private final OutputTopic topic = new OutputTopic("outputs");

    @Test
    void aCompactedTopicIsRefusedWithSettingValueRuleAndFix() {
        assertThatThrownBy(() -> topic.requireWhole("compact,delete", "CreateTime", "compared"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic outputs has cleanup.policy=compact,delete")
                .hasMessageContaining("must be delete")
                .hasMessageContaining("mars backfill");
    }

    @Test
    void aTopicWithTheBrokersTimestampsIsRefused() {
        assertThatThrownBy(() -> topic.requireWhole("delete", "LogAppendTime", "compared"))
                .hasMessageContaining("message.timestamp.type=LogAppendTime")
                .hasMessageContaining("CreateTime");
    }

    @Test
    void anOrdinaryTopicIsTaken() {
        assertThatCode(() -> topic.requireWhole("delete", "CreateTime", "compared"))
                .doesNotThrowAnyException();
    }
}
