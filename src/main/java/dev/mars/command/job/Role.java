// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.mars.config.Delivery;
import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import dev.mars.topic.Grant;
import dev.mars.topic.TopicNames;
import dev.mars.topic.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.acl.AclOperation;

/**
 * Who uses the topics, and all that each must be allowed to do there. What the docs list, what
 * `mars acls` prints and what a command checks before it starts a job is this.
 */
public enum Role {
    TOPICS("`mars topics`"),
    LOAD("`mars load`"),
    HEARTBEAT("`mars heartbeat`"),
    TRAIN("`mars train`"),
    RUN("`mars run`, the job"),
    RUN_EXACTLY_ONCE("the job, with `mars.output.delivery = exactly-once`"),
    BACKFILL("`mars backfill --output OUTPUT`"),
    REDRIVE("`mars redrive --send`"),
    TAIL("`mars tail`"),
    CONSUME("a consumer in group GROUP: a trainer, a server");

    private static final String OUTPUT = "OUTPUT";
    private static final String GROUP = "GROUP";

    private final String who;

    Role(String who) {
        this.who = who;
    }

    /** In Markdown. */
    public String who() {
        return who;
    }

    /**
     * With the names that the options set.
     *
     * @return in the order in which to show them
     */
    public List<Grant> grants(Configuration config) {
        TopicNames names = TopicSettings.from(config).names();
        return switch (this) {
            case TOPICS ->
                    topics(
                            List.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS),
                            names.behavior(),
                            names.item(),
                            names.model(),
                            names.output(),
                            names.deadLetter());
            case LOAD, HEARTBEAT -> topics(List.of(WRITE), names.behavior(), names.item());
            case TRAIN ->
                    joined(
                            topics(List.of(READ), names.behavior(), names.item(), names.model()),
                            topics(List.of(WRITE), names.model()));
            case RUN ->
                    joined(
                            topics(List.of(READ), names.behavior(), names.item(), names.model()),
                            topics(List.of(WRITE), names.output(), names.deadLetter()),
                            List.of(Grant.group(config.get(MarsOptions.CONSUMER_GROUP), READ)));
            case RUN_EXACTLY_ONCE ->
                    joined(
                            RUN.grants(config),
                            List.of(
                                    Grant.transactions(
                                            config.get(MarsOptions.TRANSACTION_PREFIX) + "-")));
            case BACKFILL -> backfill(config);
            case REDRIVE ->
                    joined(
                            topics(List.of(READ), names.deadLetter()),
                            topics(List.of(WRITE), names.behavior(), names.item(), names.model()));
            case TAIL -> topics(List.of(READ), names.output(), names.item());
            case CONSUME ->
                    joined(
                            topics(List.of(READ), names.output()),
                            List.of(Grant.group(GROUP, READ)));
        };
    }

    /** Of the augmentation job, with the delivery that is set. */
    public static List<Grant> ofJob(Configuration config) {
        boolean exactly = config.get(MarsOptions.DELIVERY) == Delivery.EXACTLY_ONCE;
        return (exactly ? RUN_EXACTLY_ONCE : RUN).grants(config);
    }

    /** As people type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Grant> backfill(Configuration config) {
        Configuration own = new Backfill(Extent.BOUNDED, OUTPUT).configuration(config);
        TopicNames names = TopicSettings.from(own).names();
        return joined(
                RUN_EXACTLY_ONCE.grants(own),
                topics(List.of(CREATE, DESCRIBE_CONFIGS), names.output(), names.deadLetter()));
    }

    private static List<Grant> topics(List<AclOperation> operations, String... topics) {
        List<Grant> grants = new ArrayList<>();
        for (String topic : topics) {
            operations.forEach(operation -> grants.add(Grant.topic(topic, operation)));
        }
        return grants;
    }

    @SafeVarargs
    private static List<Grant> joined(List<Grant>... parts) {
        List<Grant> all = new ArrayList<>();
        for (List<Grant> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
