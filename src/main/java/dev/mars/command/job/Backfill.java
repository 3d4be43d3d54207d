// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import dev.mars.topic.TopicNames;
import dev.mars.topic.TopicSettings;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;

/**
 * A bounded run of the augmentation job beside a live one, which it must not disturb: it shares the
 * inputs and nothing else.
 *
 * <p>Its consumer group, its transactional ids and its two topics carry the output topic's name. So
 * they are another's for each output topic and never the live job's, and a backfill that is started
 * again after it was killed finds, and aborts, the transactions that it had left open. Dead letters
 * get a topic of their own, because the live job has reported most of them already: in its topic
 * they would stand twice, and be re-driven twice.
 *
 * @param output topic
 */
record Backfill(Extent extent, String output) {
    private static final String MARK = "-backfill-";

    /** Where a backfill's dead letters go. */
    static String deadLetters(String output) {
        return output + "-dead-letters";
    }

    /**
     * @param live options of the live job
     * @return the same, with names of this run's own
     * @throws IllegalArgumentException if the output topic is one that the live job uses
     */
    Configuration configuration(Configuration live) {
        TopicNames names = TopicSettings.from(live).names();
        List<String> used =
                List.of(
                        names.behavior(),
                        names.item(),
                        names.model(),
                        names.output(),
                        names.deadLetter());
        if (used.contains(output) || used.contains(deadLetters(output))) {
            throw new IllegalArgumentException(
                    "--output is %s, and its dead letters go to %s; the live job uses %s (mars.topic.*), and a backfill must not write there: name a topic of its own"
                            .formatted(output, deadLetters(output), String.join(", ", used)));
        }
        Configuration own = Jobs.fromNothing(live);
        own.set(MarsOptions.OUTPUT_TOPIC, output);
        own.set(MarsOptions.DEAD_LETTER_TOPIC, deadLetters(output));
        own.set(MarsOptions.CONSUMER_GROUP, live.get(MarsOptions.CONSUMER_GROUP) + MARK + output);
        own.set(
                MarsOptions.TRANSACTION_PREFIX,
                live.get(MarsOptions.TRANSACTION_PREFIX) + MARK + output);
        return own;
    }

    /**
     * @param own as {@link #configuration} has made it
     */
    JobClient submit(Configuration own) throws Exception {
        return Jobs.submit(own, extent, "MARS backfill " + output);
    }
}
