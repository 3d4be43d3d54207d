package dev.mars.stream;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.DeadLetters;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.DeadLetter;
import java.io.IOException;
import java.util.EnumMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Makes dead letters and counts them by reason. */
final class DeadLetterOutput {
    private final MetricGroup metrics;
    private final EnumMap<Reason, Counter> counters = new EnumMap<>(Reason.class);
    private final DeadLetters letters;

    /**
     * @throws IOException if the registry cannot be reached or lacks the schema of dead letters
     */
    DeadLetterOutput(TopicSettings topics, MetricGroup metrics) throws IOException {
        this.metrics = metrics;
        String topic = topics.names().deadLetter();
        letters = new DeadLetters(topic, AvroFormat.of(DeadLetter.class, topics.registry(), topic));
    }

    Outgoing of(RawRecord raw, Rejection rejection) {
        counters.computeIfAbsent(
                        rejection.reason(),
                        reason -> metrics.addGroup("reason", reason.name()).counter("deadLetters"))
                .inc();
        return Outgoing.of(letters.record(raw, rejection));
    }
}
