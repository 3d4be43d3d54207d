// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mars.alignment.AlignmentModel;
import dev.mars.stream.JobSettings;
import dev.mars.topic.InputRecords;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 2, and the whole recipe with it: every output of the real job is recomputed by {@link
 * ReferenceMars} from the facts at or before its time. If this fails, an output has seen the
 * future, or does not say what the documentation says it does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoFutureIT {
    private static final double TOLERANCE = 1e-6;
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "4",
                    "mars.profile.high", "8",
                    // Short enough that users are demoted and donors withdrawn within the world.
                    "mars.profile.half-life", "5 d",
                    "mars.profile.sequence-length", "40",
                    "mars.retrieval.postings", "8",
                    "mars.retrieval.top-donors", "12",
                    "mars.job.parallelism", "2");

    private final History history = EventfulHistory.of(11);
    private List<AugmentedSequence> outputs;
    private List<RawRecord> records;
    private ReferenceMars reference;

    @BeforeAll
    void run() throws Exception {
        Scenario scenario = Scenario.create(Stack.shared(), "future", OPTIONS);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            scenario.send(history.records(InputRecords.of(scenario.topics().names(), registry)));
        }
        AlignmentModel model = scenario.train();
        scenario.run();
        outputs = new ArrayList<>(scenario.sequences());
        outputs.sort(Comparator.comparing(AugmentedSequence::getAsOf));
        records = scenario.records(scenario.topics().names().output());
        assertThat(scenario.deadLetters()).isEmpty();
        reference = new ReferenceMars(model, JobSettings.from(scenario.configuration()), history);
    }

    @Test
    void thereIsOneOutputForEachUserAndTime() {
        TreeSet<String> got = new TreeSet<>();
        outputs.forEach(output -> got.add(output.getUserId() + "@" + output.getAsOf()));
        assertThat(got).hasSameSizeAs(outputs).isEqualTo(reference.due());
    }

    @Test
    void everyErasureIsATombstone() {
        long erasures = history.users.stream().filter(fact -> fact.behavior() == null).count();
        assertThat(erasures).isPositive();
        assertThat(records.stream().filter(record -> record.value() == null))
                .hasSize((int) erasures);
    }

    @Test
    void everyOutputFollowsFromTheFactsUpToItsTime() {
        int augmented = 0;
        int demoted = 0;
        Set<String> active = new HashSet<>();
        for (AugmentedSequence output : outputs) {
            ReferenceMars.Answer answer = reference.at(output.getUserId(), output.getAsOf());
            compare(output, answer);
            augmented += output.getAugmented().isEmpty() ? 0 : 1;
            if (output.getTier() == Tier.LOW) {
                // An erased user starts again with an empty sequence.
                boolean wasActive = active.contains(output.getUserId());
                demoted += wasActive && output.getOwn().size() > 4 ? 1 : 0;
            } else {
                active.add(output.getUserId());
            }
        }
        assertThat(augmented).as("outputs with an augmentation").isGreaterThan(500);
        assertThat(demoted).as("low-active users who once were not").isPositive();
    }

    private static void compare(AugmentedSequence output, ReferenceMars.Answer answer) {
        String which = output.getUserId() + " at " + output.getAsOf();
        ReferenceMars.Person person = answer.person();
        assertThat(output.getTier().name()).as(which).isEqualTo(person.tier().name());
        assertThat(output.getActivity()).as(which).isCloseTo(person.activity(), within(TOLERANCE));
        assertThat(output.getOwn())
                .as(which)
                .extracting(
                        e -> e.getItemId() + "@" + e.getEventTime() + e.getAction() + e.getCode())
                .containsExactlyElementsOf(
                        person.positives().stream()
                                .map(e -> e.itemId() + "@" + e.eventTime() + e.action() + e.code())
                                .toList());
        if (answer.augmentation() == null) {
            assertThat(output.getStatus().name()).as(which).isEqualTo("NOT_LOW_ACTIVE");
            assertThat(output.getAugmented()).as(which).isEmpty();
            return;
        }
        assertThat(output.getStatus().name())
                .as(which)
                .isEqualTo(answer.augmentation().status().name());
        assertThat(output.getTopSimilarity())
                .as(which)
                .isCloseTo(answer.augmentation().topSimilarity(), within(TOLERANCE));
        compare(which, output.getAugmented(), answer.augmentation().items());
    }

    /** The same items; scores to the tolerance; the same order wherever scores differ by more. */
    private static void compare(
            String which,
            List<AugmentedItem> got,
            List<dev.mars.retrieval.AugmentedItem> expected) {
        Map<String, dev.mars.retrieval.AugmentedItem> byId = new HashMap<>();
        expected.forEach(item -> byId.put(item.itemId(), item));
        assertThat(got)
                .as(which)
                .extracting(AugmentedItem::getItemId)
                .containsExactlyInAnyOrderElementsOf(byId.keySet());
        double previous = Double.POSITIVE_INFINITY;
        for (AugmentedItem item : got) {
            var other = byId.get(item.getItemId());
            assertThat(item.getScore()).as(which).isCloseTo(other.score(), within(TOLERANCE));
            assertThat(item.getSupporters()).as(which).isEqualTo(other.supporters());
            assertThat(item.getCode()).as(which).isEqualTo(other.code());
            assertThat(other.score()).as(which).isLessThanOrEqualTo(previous + TOLERANCE);
            previous = other.score();
        }
    }
}
