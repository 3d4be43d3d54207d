// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the schemas of the topics' values are registered. */
final class Subjects {
    private static final String COMPATIBILITY = "BACKWARD";

    /** Whoever demands one of these of all subjects demands that, too. */
    private static final Set<String> STRICTER =
            Set.of("BACKWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE");

    /**
     * Registers all schemas, and then demands that later ones be compatible, where nothing is
     * demanded yet, of the subject or of all: a level that somebody has set may be a stricter one.
     * In this order, as who may register a schema need not be allowed to say what is demanded.
     *
     * @param said is given a line for each subject
     * @throws IOException if the registry refuses, or cannot be reached
     */
    static void register(List<TopicPlan> plans, SchemaRegistry registry, Consumer<String> said)
            throws IOException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (TopicPlan plan : plans) {
            String subject = SchemaRegistry.valueSubject(plan.topic());
            ids.put(subject, registry.register(subject, plan.schema()));
        }
        for (Map.Entry<String, Integer> subject : ids.entrySet()) {
            said.accept(
                    "subject %s: schema id %s, %s"
                            .formatted(
                                    subject.getKey(),
                                    subject.getValue(),
                                    level(subject.getKey(), registry)));
        }
    }

    private static String level(String subject, SchemaRegistry registry) throws IOException {
        Optional<String> own = registry.compatibility(subject);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<String> ofAll = registry.compatibility(null).filter(STRICTER::contains);
        if (ofAll.isPresent()) {
            return ofAll.get();
        }
        registry.setCompatibility(subject, COMPATIBILITY);
        return COMPATIBILITY;
    }

    private Subjects() {}
}
