// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.UserBehavior;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads records of the behaviour topic and judges them. Whatever the bytes are, the answer is an
 * {@link Inbound}; only a registry that cannot be asked is an exception. For one thread.
 */
public final class BehaviorReader {
    private final AvroFormat<UserBehavior> format;
    private final Map<String, Double> actions;
    private final long maxAhead;
    private final String actionNames;

    public BehaviorReader(SchemaSource schemas, BehaviorRules rules) {
        format = AvroFormat.reader(UserBehavior.class, schemas);
        actions = rules.actions();
        maxAhead = rules.maxAheadMillis();
        actionNames = String.join(", ", new TreeSet<>(actions.keySet()));
    }

    public Inbound<Behavior> read(RawRecord raw) throws RegistryUnavailableException {
        try {
            return raw.value() == null
                    ? Inbound.tombstone(raw, Checks.tombstone("userId", raw))
                    : judge(raw, format.decode(raw.value()));
        } catch (RejectedException e) {
            return Inbound.rejected(raw, e.rejection());
        }
    }

    private Inbound<Behavior> judge(RawRecord raw, UserBehavior read) throws RejectedException {
        String action = read.getAction();
        long time = read.getEventTime();
        Checks.time("eventTime", time, raw, maxAhead);
        if (action.equals(Heartbeat.ACTION)) {
            return Inbound.heartbeat(raw, time);
        }
        Checks.id("userId", read.getUserId(), raw.key());
        Checks.plainId("itemId", read.getItemId());
        if (!actions.containsKey(action)) {
            throw new RejectedException(
                    Reason.UNKNOWN_ACTION,
                    ("The action is %s; it must be one of %s (mars.actions): "
                                    + "configure it with a weight, or correct the producer")
                            .formatted(Quote.of(action), actionNames));
        }
        Float rating = read.getRating();
        if (rating != null && !Float.isFinite(rating)) {
            throw new RejectedException(
                    Reason.NOT_FINITE,
                    "The rating is %s; it must be finite: write null if there is none"
                            .formatted(rating));
        }
        Behavior behavior = new Behavior(read.getUserId(), read.getItemId(), action, time, rating);
        return Inbound.value(raw, behavior, behavior.userId(), time);
    }
}
