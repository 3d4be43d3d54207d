// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import dev.mars.config.MarsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The version and the time of effect that the next model of a base is published with.
 *
 * <p>A base's first model is effective from 0: every request needs one. A further one must be known
 * before the first request that is to use it, so it is effective only mars.model.lead after the
 * newest behaviour; and never before an earlier version, which would come back into use later. The
 * version of a model that was deleted is not given again: jobs may still use that model.
 *
 * @param version from 1
 * @param effectiveFrom event time, milliseconds since the epoch
 */
public record ModelRelease(long version, long effectiveFrom) {
    /**
     * By what the behaviours' topic holds now.
     *
     * @param history what the model topic holds
     * @throws IOException if a topic is missing, or Kafka or the registry cannot be reached
     */
    public static ModelRelease next(
            String baseId,
            ModelHistory history,
            TopicSettings topics,
            SchemaRegistry registry,
            ReadableConfig config)
            throws IOException {
        return next(
                baseId,
                history,
                BehaviorFront.newest(topics, registry, BehaviorRules.from(config)),
                config.get(MarsOptions.MODEL_LEAD));
    }

    static ModelRelease next(
            String baseId, ModelHistory history, OptionalLong front, Duration lead) {
        List<AlignmentModel> before = history.of(baseId);
        long version = 1 + history.versions().getOrDefault(baseId, 0L);
        if (before.isEmpty()) {
            return new ModelRelease(version, 0);
        }
        long from = before.stream().mapToLong(AlignmentModel::effectiveFrom).max().orElseThrow();
        long ahead = front.isPresent() ? front.getAsLong() + lead.toMillis() : 0;
        return new ModelRelease(version, Math.max(from, ahead));
    }
}
