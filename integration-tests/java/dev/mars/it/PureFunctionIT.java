// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import dev.mars.topic.avro.AugmentedSequence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 1: the same topics give the same bytes, however the job runs. If one of these fails, a
 * backfill no longer equals what was served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PureFunctionIT {
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "5",
                    "mars.profile.high", "12",
                    "mars.output.donor-ids", "true",
                    "mars.job.parallelism", "1",
                    "mars.topic.partitions", "4");

    private Scenario scenario;
    private List<Scenario.Output> expected;
    private List<Scenario.Output> outputsOtherwise;

    @BeforeAll
    void runOnce() throws Exception {
        scenario = prepare(Stack.shared(), "pure").run();
        expected = scenario.outputs();
        long augmented =
                scenario.sequences().stream().filter(s -> !s.getAugmented().isEmpty()).count();
        assertThat(augmented).as("outputs that retrieval has a part in").isGreaterThan(500);
    }

    private static Scenario prepare(LocalStack stack, String name) throws Exception {
        Scenario scenario = Scenario.create(stack, name, OPTIONS);
        try (Simulator world = new Simulator(world())) {
            scenario.load(world);
        }
        scenario.train();
        return scenario;
    }

    private static SimulatorSettings world() {
        return SimulatorSettings.DEFAULT.withSeed(7).withSize(600, 400, 12_000);
    }

    @Test
    void parallelismAndInterleavingAndSaltingHaveNoSay() throws Exception {
        Map<String, String> otherwise =
                Map.of(
                        "mars.job.parallelism", "4",
                        "mars.item-join.copies", "3",
                        // A fetch of a few records at a time makes partitions take turns.
                        "mars.kafka.properties.max.partition.fetch.bytes", "2000",
                        "mars.kafka.properties.max.poll.records", "3");
        assertThat(scenario.rerun("pure-parallel", otherwise).run().outputs()).isEqualTo(expected);
    }

    /** A machine without vector instructions would serve other sequences. */
    @Test
    void simdHasNoSay() throws Exception {
        assertThat(outputsOtherwise()).isEqualTo(expected);
    }

    /** A replay after an upgrade of Java would give other sequences than were served. */
    @Test
    void theJavaVersionHasNoSay() throws Exception {
        assumeThat(OtherJdk.find()).as("a JDK of another version beside this one").isPresent();
        assertThat(outputsOtherwise()).isEqualTo(expected);
    }

    /**
     * With SIMD, and on another JDK if there is one: one stack and one run for both, as each takes
     * its time; ByteScanTest tells which of them it was.
     */
    private List<Scenario.Output> outputsOtherwise() throws Exception {
        if (outputsOtherwise == null) {
            Map<String, String> options = new TreeMap<>(Map.of("mars.local.simd", "true"));
            OtherJdk.find().ifPresent(home -> options.put("mars.local.java-home", home.toString()));
            try (LocalStack stack = Stack.start("otherwise", options)) {
                outputsOtherwise = prepare(stack, "pure").run().outputs();
            }
        }
        return outputsOtherwise;
    }

    /** Not a law but the point of it all: the simulator knows who likes what. */
    @Test
    void retrievedDonorsShareTheUsersInterests() throws Exception {
        List<AugmentedSequence> answered =
                scenario.sequences().stream().filter(s -> s.getDonors().size() >= 20).toList();
        Set<String> donors = new TreeSet<>();
        answered.forEach(sequence -> donors.addAll(sequence.getDonors()));
        double nearest = 0;
        double any = 0;
        try (Simulator world = new Simulator(world())) {
            for (AugmentedSequence sequence : answered) {
                nearest += agreement(world, sequence, sequence.getDonors().subList(0, 10));
                any += agreement(world, sequence, donors);
            }
        }
        assertThat(nearest / answered.size())
                .as("mean cosine of interests with the ten best donors, and with any donor")
                .isGreaterThan(any / answered.size() + 0.15);
    }

    private static double agreement(
            Simulator world, AugmentedSequence sequence, Collection<String> donors) {
        float[] interest = world.userInterest(sequence.getUserId(), sequence.getAsOf());
        double sum = 0;
        for (String donor : donors) {
            sum += cosine(interest, world.userInterest(donor, sequence.getAsOf()));
        }
        return sum / donors.size();
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            dot += one[i] * other[i];
            squares += one[i] * one[i];
            otherSquares += other[i] * other[i];
        }
        return dot / Math.sqrt(squares * otherSquares);
    }
}
