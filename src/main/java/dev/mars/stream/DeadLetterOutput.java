// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.DeadLetters;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.DeadLetter;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Makes dead letters and counts them by reason. */
final class DeadLetterOutput {
    private final Map<Reason, Counter> counters;
    private final DeadLetters letters;

    /**
     * @throws IOException if the registry cannot be reached or lacks the schema of dead letters
     */
    DeadLetterOutput(TopicSettings topics, MetricGroup metrics) throws IOException {
        counters = JobMetric.DEAD_LETTERS.counters(metrics, Reason.class);
        String topic = topics.names().deadLetter();
        letters = new DeadLetters(topic, AvroFormat.of(DeadLetter.class, topics.registry(), topic));
    }

    Outgoing of(RawRecord raw, Rejection rejection) {
        counters.get(rejection.reason()).inc();
        return Outgoing.of(letters.record(raw, rejection));
    }
}
