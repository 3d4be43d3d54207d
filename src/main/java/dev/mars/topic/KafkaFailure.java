// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what a Kafka client's failure means here, and what to do. */
final class KafkaFailure {
    private static final String CREATE = "run `mars topics`, which creates the topics";

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
        boolean isOurs =
                TopicPlan.of(settings).stream().anyMatch(plan -> plan.topic().equals(topic));
        return new IOException(
                "Kafka at %s has no topic %s; %s"
                        .formatted(
                                settings.bootstrapServers(),
                                topic,
                                isOurs ? CREATE : "check the name"));
    }

    private static String advice(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "check that it is up (`mars up` starts one), mars.kafka.bootstrap-servers, and"
                    + " that mars.kafka.properties.security.protocol is what it speaks";
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return CREATE;
        }
        if (cause instanceof InvalidOffsetException) {
            return "what was to be read has been deleted meanwhile: see the topic's retention";
        }
        if (cause instanceof InvalidReplicationFactorException) {
            return "set mars.topic.replication-factor to the number of brokers at most";
        }
        if (cause instanceof AuthenticationException) {
            return "check user, password and truststore in mars.kafka.properties, and the files or"
                    + " variables that they refer to; docs/security.md shows how they go together";
        }
        if (cause instanceof AuthorizationException) {
            return "let its owner grant that to the user of mars.kafka.properties: `mars acls`"
                    + " prints what each command needs";
        }
        return "check mars.kafka.properties and the broker's log";
    }

    private KafkaFailure() {}
}
