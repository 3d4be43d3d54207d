// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.evaluation.Answer;
import dev.mars.evaluation.DonorItems;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.NextPositive;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs that were there to foretell positives: of each one's user the last by a moment, found
 * on the output topic as any consumer would find it.
 */
final class ForetellingOutputs {
    private final List<NextPositive> questions;
    private final Moment moment;
    private final long epoch;
    private final Map<String, List<Integer>> byUser = new HashMap<>();
    private final DonorItems donors = new DonorItems();

    private final long[] asOf;
    private final long[] epochStart;
    private final List<Answer> answers = new ArrayList<>();
    private final List<List<String>> own = new ArrayList<>();

    private ForetellingOutputs(List<NextPositive> questions, Moment moment, long epoch) {
        this.questions = questions;
        this.moment = moment;
        this.epoch = epoch;
        asOf = new long[questions.size()];
        epochStart = new long[questions.size()];
        for (int i = 0; i < questions.size(); i++) {
            asOf[i] = -1;
            answers.add(Answer.NONE);
            own.add(List.of());
            byUser.computeIfAbsent(questions.get(i).userId(), id -> new ArrayList<>()).add(i);
        }
    }

    /**
     * @param epoch milliseconds
     */
    static Map<Moment, ForetellingOutputs> read(
            TopicSettings topics, List<NextPositive> questions, long epoch) throws IOException {
        Map<Moment, ForetellingOutputs> all = new EnumMap<>(Moment.class);
        for (Moment moment : Moment.values()) {
            all.put(moment, new ForetellingOutputs(questions, moment, epoch));
        }
        try (SchemaRegistry registry = topics.registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            TopicScan.of(topics, topics.names().output())
                    .forEach(
                            raw -> {
                                if (raw.value() != null) {
                                    AugmentedSequence output = decode(format, raw.value());
                                    all.values().forEach(outputs -> outputs.add(output));
                                }
                            });
        }
        return all;
    }

    /** To each question, in their order. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Of each question, whether its user was warm at the output, see {@link DonorItems}. */
    boolean[] warm() {
        boolean[] warm = new boolean[questions.size()];
        for (int i = 0; i < warm.length; i++) {
            warm[i] = donors.areHeld(own.get(i), epochStart[i]);
        }
        return warm;
    }

    private static AugmentedSequence decode(AvroFormat<AugmentedSequence> format, byte[] value)
            throws IOException {
        try {
            return format.decode(value);
        } catch (RejectedException e) {
            throw new IOException("an output cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(AugmentedSequence output) {
        if (output.getTier() == Tier.HIGH) {
            donors.add(items(output), output.getAsOf());
        }
        for (int i : byUser.getOrDefault(output.getUserId(), List.of())) {
            NextPositive question = questions.get(i);
            if (output.getAsOf() <= moment.latest(question) && output.getAsOf() > asOf[i]) {
                asOf[i] = output.getAsOf();
                epochStart[i] = (output.getIndexEpoch() + 1) * epoch;
                answers.set(i, Answer.of(question, scores(output)));
                own.set(i, items(output));
            }
        }
    }

    private static Map<String, Double> scores(AugmentedSequence output) {
        Map<String, Double> scores = new HashMap<>();
        for (AugmentedItem item : output.getAugmented()) {
            scores.put(item.getItemId(), item.getScore());
        }
        return scores;
    }

    private static List<String> items(AugmentedSequence output) {
        return output.getOwn().stream().map(OwnEvent::getItemId).distinct().toList();
    }
}
