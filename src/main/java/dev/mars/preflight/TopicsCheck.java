// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.topic.Grant;
import dev.mars.topic.TopicPlan;
import dev.mars.topic.TopicState;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.ResourceType;

/** Whether the topics are there, and made as `mars topics` would make them. */
final class TopicsCheck implements Check {
    /** Settings whose other values only narrow what a replay can reach, or what records may be. */
    private static final Map<String, String> DECISIONS =
            Map.of(
                    "retention.ms",
                    "a replay reaches no further back than records are kept",
                    "retention.bytes",
                    "a replay reaches no further back than records are kept",
                    "min.compaction.lag.ms",
                    "a replay from further back misses versions of items",
                    "message.timestamp.after.max.ms",
                    "an output or dead letter whose time is further ahead of the broker's clock"
                            + " fails the job, and an input that is taken with a time far ahead"
                            + " makes the rest of its partition late",
                    "delete.retention.ms",
                    "the version of a model that was deleted longer ago may be given again, and"
                            + " running jobs would refuse it");

    /** A record's bytes have no upper bound here that a larger one would break. */
    private static final String MAX_BYTES = "max.message.bytes";

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        for (TopicPlan plan : TopicPlan.of(deployment.settings().topics())) {
            Optional<TopicState> state = deployment.topics().state(plan.topic());
            if (state.isEmpty()) {
                found.accept(
                        Finding.fatal(
                                about(plan),
                                "is not there, or may not be seen",
                                "Create it with `mars topics`, or grant "
                                        + needed(deployment, plan.topic())
                                        + " on it: `mars acls` prints how."));
            } else {
                partitions(deployment, plan, state.get(), found);
                settings(deployment, plan, state.get(), found);
            }
        }
    }

    /** What the job does with a topic; each operation lets it be seen, too. */
    private static String needed(Deployment deployment, String topic) {
        return deployment.grants().stream()
                .filter(grant -> grant.resource() == ResourceType.TOPIC)
                .filter(grant -> grant.name().equals(topic))
                .map(Grant::operationName)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static void partitions(
            Deployment deployment, TopicPlan plan, TopicState state, Consumer<Finding> found) {
        if (plan.isOrdered() && state.partitions() != 1) {
            found.accept(
                    Finding.fatal(
                            about(plan),
                            "has %d partitions; it must have 1, as models have one order"
                                    .formatted(state.partitions()),
                            "Create it anew with `mars topics`, and train again."));
        }
        String behaviors = deployment.settings().topics().names().behavior();
        if (plan.topic().equals(behaviors)
                && deployment.settings().parallelism() > state.partitions()) {
            found.accept(
                    Finding.warning(
                            about(plan),
                            "has %d partitions for a parallelism of %d; some subtasks of its"
                                            .formatted(
                                                    state.partitions(),
                                                    deployment.settings().parallelism())
                                    + " source will read nothing",
                            "Lower mars.job.parallelism, or give a new topic more partitions."));
        }
    }

    private static void settings(
            Deployment deployment, TopicPlan plan, TopicState state, Consumer<Finding> found) {
        if (state.settings().isEmpty()) {
            found.accept(
                    Finding.warning(
                            about(plan),
                            "may not be looked into by this user; it must have " + plan.config(),
                            "Grant DescribeConfigs on it, or have somebody look who may."));
        } else {
            plan.config()
                    .forEach(
                            (key, planned) ->
                                    setting(deployment, plan, state, key, planned, found));
        }
    }

    private static void setting(
            Deployment deployment,
            TopicPlan plan,
            TopicState state,
            String key,
            String planned,
            Consumer<Finding> found) {
        String value = state.settings().get(key);
        if (planned.equals(value) || (key.equals(MAX_BYTES) && atLeast(value, planned))) {
            return;
        }
        String why = DECISIONS.get(key);
        String fix =
                "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(
                                deployment.settings().topics().bootstrapServers(),
                                plan.topic(),
                                key,
                                planned);
        if (why != null) {
            found.accept(
                    Finding.warning(
                            about(plan),
                            "has %s=%s, where `mars topics` sets %s: %s"
                                    .formatted(key, value, planned, why),
                            "Keep it if that is meant, or: " + fix));
        } else {
            found.accept(
                    Finding.fatal(
                            about(plan),
                            "has %s=%s; it must be %s%s"
                                    .formatted(
                                            key,
                                            value,
                                            planned,
                                            key.equals(MAX_BYTES) ? " or more" : ""),
                            fix));
        }
    }

    private static boolean atLeast(String value, String planned) {
        return value != null && Long.parseLong(value) >= Long.parseLong(planned);
    }

    private static String about(TopicPlan plan) {
        return "topic " + plan.topic();
    }
}
