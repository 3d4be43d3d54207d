// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.util.List;

/**
 * A chapter of the reference of options: those whose keys have one of some words after {@code
 * mars.}.
 */
public record OptionGroup(String title, List<DeclaredOption> options) {
    private record Chapter(String title, List<String> words) {
        boolean has(DeclaredOption option) {
            return words.contains(option.key().split("\\.")[1]);
        }
    }

    private static final List<Chapter> CHAPTERS =
            List.of(
                    new Chapter("Kafka and the schema registry", List.of("kafka", "registry")),
                    new Chapter("Topics", List.of("topic")),
                    new Chapter("Behaviours", List.of("actions", "validation", "load")),
                    new Chapter("Time", List.of("epoch", "behavior", "item", "idleness")),
                    new Chapter("Evidence and activity", List.of("profile")),
                    new Chapter("Retrieval", List.of("retrieval", "index")),
                    new Chapter("Output", List.of("output")),
                    new Chapter("The model", List.of("model")),
                    new Chapter("The job", List.of("job", "item-join")),
                    new Chapter("The local stack", List.of("local", "inspector")));

    /**
     * Every option, in one group each.
     *
     * @throws IllegalStateException if an option has no chapter
     */
    public static List<OptionGroup> all() {
        List<DeclaredOption> options = DeclaredOption.all();
        for (DeclaredOption option : options) {
            if (CHAPTERS.stream().noneMatch(chapter -> chapter.has(option))) {
                throw new IllegalStateException(
                        option.key()
                                + " is in no chapter of the reference: add the word after mars. to"
                                + " one in OptionGroup");
            }
        }
        return CHAPTERS.stream()
                .map(
                        chapter ->
                                new OptionGroup(
                                        chapter.title(),
                                        options.stream().filter(chapter::has).toList()))
                .toList();
    }
}
