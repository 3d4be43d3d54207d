// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.stream.Epochs;
import dev.mars.stream.JobSettings;
import dev.mars.topic.ModelRelease;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A model that is published while the job runs: from one epoch on it is in use, everywhere at once,
 * as if it had always been; before, as if it were not there. If one of these fails, some outputs
 * come from another model than a replay would use for them, or a swap costs a restart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotSwapIT {
    private LiveInput input;
    private LiveJob job;
    private AlignmentModel first;
    private AlignmentModel second;

    /** Start of the first epoch that uses the second model. */
    private long from;

    private List<Scenario.Output> live;
    private Scenario replay;
    private Scenario firstAlone;
    private Scenario secondAlone;

    @BeforeAll
    void swap() throws Exception {
        input = new LiveInput(Stack.shared(), "swap");
        first = input.model;
        input.sendFirstHalf();
        job = LiveJob.start(Stack.shared(), input.scenario);
        LiveJob.await().until(() -> input.scenario.outputs().size() > 500);
        second = next();
        Epochs epochs = JobSettings.from(input.scenario.configuration()).epochs();
        from = epochs.start(epochs.of(second.effectiveFrom() - 1) + 1);
        assertThat(from).as("well inside the second half").isLessThan(lastTime(10));
        Models.publish(input.scenario, second);
        Models.publish(input.scenario, ofAnotherBase());
        // The topic is judged in order: with the second one's letter the first one is in.
        LiveJob.await().until(() -> !input.scenario.deadLetters().isEmpty());
        input.sendRest();

        Map<String, String> pinned = Map.of("mars.model.base", first.base().id());
        replay = input.scenario.rerun("swap-replay", pinned).run();
        int expected = replay.outputs().size();
        LiveJob.await().until(() -> input.scenario.outputs().size() >= expected);
        live = input.scenario.outputs();
        firstAlone = alone("swap-first", first);
        secondAlone =
                alone(
                        "swap-second",
                        new AlignmentModel(
                                second.version(),
                                0,
                                second.base(),
                                second.alignment(),
                                second.method(),
                                second.quality()));
    }

    @AfterAll
    void cancel() throws Exception {
        job.cancel();
    }

    /** As a publisher makes it, but that its alignment turns the text away from the image. */
    private AlignmentModel next() throws Exception {
        Configuration ahead = new Configuration(input.scenario.configuration());
        ahead.setString("mars.model.lead", "10 d");
        try (SchemaRegistry registry = input.scenario.topics().registry()) {
            ModelRelease release =
                    ModelRelease.next(
                            first.base().id(),
                            new ModelTopic(input.scenario.topics(), registry).history(),
                            input.scenario.topics(),
                            registry,
                            ahead);
            return new AlignmentModel(
                    release.version(),
                    release.effectiveFrom(),
                    first.base(),
                    Models.turned(first.alignment()),
                    "turned",
                    Map.of());
        }
    }

    private static AlignmentModel ofAnotherBase() {
        ModalityBase text =
                new ModalityBase(2, new float[2], new float[] {1, 0, 0, 1}, 1, new float[512]);
        AffineMap map = new AffineMap(new float[] {1, 0, 0, 1}, new float[2]);
        return new AlignmentModel(
                1, 0, new Base(2, text, null), new Alignment(map, null), "other", Map.of());
    }

    /** A bounded run over the same inputs with no other model. */
    private Scenario alone(String name, AlignmentModel model) throws Exception {
        Scenario alone = input.scenario.rerun(name, Map.of("mars.topic.model", name + "-model"));
        Models.publish(alone, model);
        return alone.run();
    }

    private long lastTime(int daysBefore) {
        return input.lastTime() - Duration.ofDays(daysBefore).toMillis();
    }

    /** Outputs by their asOf, which is their Kafka timestamp; sorted. */
    private static List<Scenario.Output> outputs(Scenario scenario, LongPredicate asOf)
            throws Exception {
        return scenario.records(scenario.topics().names().output()).stream()
                .filter(record -> asOf.test(record.timestamp()))
                .map(record -> new Scenario.Output(record.key(), record.value()))
                .sorted()
                .toList();
    }

    @Test
    void beforeTheSwapOutputsAreThoseOfTheFirstModelAlone() throws Exception {
        List<Scenario.Output> before = outputs(input.scenario, asOf -> asOf < from);
        assertThat(before).hasSizeGreaterThan(2_500);
        assertThat(before).isEqualTo(outputs(firstAlone, asOf -> asOf < from));
    }

    @Test
    void fromTheSwapOnTheyAreThoseOfTheSecondModelAlone() throws Exception {
        List<Scenario.Output> since = outputs(input.scenario, asOf -> asOf >= from);
        assertThat(since).hasSizeGreaterThan(500);
        assertThat(since).isEqualTo(outputs(secondAlone, asOf -> asOf >= from));
    }

    @Test
    void aReplayOfTheWholeGivesTheSame() throws Exception {
        assertThat(live).hasSizeGreaterThan(4_000);
        assertThat(replay.outputs()).isEqualTo(live);
        assertThat(replay.deadLetters()).as("other bases are history to it").isEmpty();
    }

    @Test
    void aModelOfAnotherBaseIsADeadLetterAndTheJobRunsOn() throws Exception {
        List<RawRecord> models = input.scenario.records(input.scenario.topics().names().model());
        List<DeadLetter> letters = input.scenario.deadLetters();
        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0);
        assertThat(letter.getReason()).isEqualTo(Reason.OTHER_BASE.name());
        assertThat(letter.getMessage()).contains(first.base().id()).contains("backfill");
        assertThat(letter.getOffset()).isEqualTo(models.get(models.size() - 1).offset());
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(job.restarts()).isEqualTo("0");
        assertThat(job.restored()).isZero();
    }

    /** Else the rest of these shows nothing. */
    @Test
    void theTwoModelsAnswerDifferently() throws Exception {
        Map<String, List<AugmentedItem>> one = augmented(firstAlone);
        Map<String, List<AugmentedItem>> other = augmented(secondAlone);
        assertThat(other.keySet()).isEqualTo(one.keySet());
        long different =
                one.entrySet().stream()
                        .filter(e -> !e.getValue().equals(other.get(e.getKey())))
                        .count();
        assertThat(different).as("of %d answers", one.size()).isGreaterThan(100);
    }

    /** What is found for whom, from the swap on. */
    private Map<String, List<AugmentedItem>> augmented(Scenario scenario) throws Exception {
        Map<String, List<AugmentedItem>> found = new TreeMap<>();
        for (AugmentedSequence sequence : scenario.sequences()) {
            if (sequence.getAsOf() >= from) {
                found.put(sequence.getUserId() + "@" + sequence.getAsOf(), sequence.getAugmented());
            }
        }
        return found;
    }
}
