package dev.mars.topic;

import java.io.IOException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what a Kafka client's failure means here, and what to do. */
final class KafkaFailure {
    static IOException of(String what, TopicSettings settings, Throwable cause) {
        return new IOException(
                "Kafka at %s failed while %s: %s; %s"
                        .formatted(
                                settings.bootstrapServers(),
                                what,
                                cause.getMessage(),
                                advice(cause)),
                cause);
    }

    /** A topic that is not there. */
    static IOException missing(String topic, TopicSettings settings) {
        return of(
                "looking for topic " + topic,
                settings,
                new UnknownTopicOrPartitionException("there is no such topic"));
    }

    private static String advice(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "check that it is up (`mars up` starts one) and mars.kafka.bootstrap-servers";
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return "run `mars topics`, which creates the topics";
        }
        if (cause instanceof InvalidOffsetException) {
            return "what was to be read has been deleted meanwhile: see the topic's retention";
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return "set mars.topic.replication-factor to the number of brokers at most";
        }
        return "check mars.kafka.properties and the broker's log";
    }

    private KafkaFailure() {}
}
