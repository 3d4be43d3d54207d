// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.config.Delivery;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The promise as its users check it: `mars backfill` writes what was served, and `mars diff` says
 * so. If one of these fails, a trainer reads something else than what was served, or is told that
 * it did not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(23).withSize(400, 300, 8_000);
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "5",
                    "mars.profile.high", "12",
                    "mars.job.parallelism", "1",
                    "mars.topic.partitions", "4");
    private static final String END = "2100-01-01";

    private Scenario served;
    private String outputs;
    private long middle;

    @BeforeAll
    void serve() throws Exception {
        served = Scenario.create(Stack.shared(), "replay", OPTIONS);
        try (Simulator world = new Simulator(WORLD)) {
            served.load(world);
        }
        served.train();
        served.run();
        outputs = served.topics().names().output();
        middle = WORLD.start() + WORLD.span().toMillis() / 2;
    }

    @Test
    void aTopicIsEqualToItself() {
        MarsCommand diff = diff(outputs, outputs);
        assertThat(diff.exit()).as(diff.said()).isZero();
        assertThat(diff.said()).contains("The topics are equal.");
    }

    @Test
    void aBackfillOfEverythingAtAnotherParallelismDiffersInNothing() {
        backfill("replay-all", "1970-01-01", END, "--parallelism", "3");
        MarsCommand diff = diff(outputs, "replay-all");
        assertThat(diff.exit()).as(diff.said()).isZero();
    }

    /** Read committed: what the transactions of the backfill have written is seen whole. */
    @Test
    void soDoesOneThatIsWrittenExactlyOnce() {
        backfill(
                "replay-exactly",
                "1970-01-01",
                END,
                "-Dmars.output.delivery=" + Delivery.EXACTLY_ONCE);
        MarsCommand diff = diff(outputs, "replay-exactly");
        assertThat(diff.exit()).as(diff.said()).isZero();
        assertThat(diff.said()).contains("in replay-exactly, 0 of them such repetitions");
    }

    @Test
    void aBackfillOfASpanIsWhatWasServedInIt() throws Exception {
        long end = middle + WORLD.span().toMillis() / 4;
        backfill("replay-span", Instant.ofEpochMilli(middle).toString(), String.valueOf(end));
        TreeSet<String> expected = new TreeSet<>();
        for (AugmentedSequence sequence : sequences(outputs)) {
            if (sequence.getAsOf() >= middle && sequence.getAsOf() < end) {
                expected.add(sequence.toString());
            }
        }
        TreeSet<String> replayed = new TreeSet<>();
        sequences("replay-span").forEach(sequence -> replayed.add(sequence.toString()));
        assertThat(expected).hasSizeGreaterThan(500);
        assertThat(replayed).isEqualTo(expected);
        // What lies outside the span is in one topic only, and nothing else is wrong.
        MarsCommand diff = diff(outputs, "replay-span");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.said()).contains(" 0  differ", " 0  only in replay-span", "differ.");
        MarsCommand within =
                MarsCommand.run(
                        served.configuration(),
                        "diff",
                        outputs,
                        "replay-span",
                        "--from",
                        String.valueOf(middle),
                        "--to",
                        String.valueOf(end));
        assertThat(within.exit()).as(within.said()).isZero();
    }

    /** What docs/replay.md says of a warm-up: a world in which nobody had acted before. */
    @Test
    void afterAShortWarmUpThereAreTheSameOutputsOfAYoungerWorld() throws Exception {
        long warm = middle - 3_600_000;
        backfill("replay-warm", String.valueOf(middle), END, "--warmup", "1 h");
        List<AugmentedSequence> replayed = sequences("replay-warm");
        TreeSet<String> due = new TreeSet<>();
        for (AugmentedSequence sequence : sequences(outputs)) {
            if (sequence.getAsOf() >= middle) {
                due.add(sequence.getUserId() + "@" + sequence.getAsOf());
            }
        }
        TreeSet<String> got = new TreeSet<>();
        for (AugmentedSequence sequence : replayed) {
            got.add(sequence.getUserId() + "@" + sequence.getAsOf());
            assertThat(sequence.getOwn())
                    .extracting(OwnEvent::getEventTime)
                    .allMatch(t -> t >= warm);
        }
        assertThat(got).isEqualTo(due);
        MarsCommand diff = diff(outputs, "replay-warm");
        assertThat(diff.exit()).isEqualTo(1);
        assertThat(diff.said()).contains("The earliest difference is user").contains("own");
    }

    @Test
    void aWarmUpOverEverythingIsExact() {
        backfill("replay-long", String.valueOf(middle), END, "--warmup", "3650 d");
        backfill("replay-exact", String.valueOf(middle), END);
        MarsCommand diff = diff("replay-long", "replay-exact");
        assertThat(diff.exit()).as(diff.said()).isZero();
    }

    @Test
    void compactedTopicsAreRefused() {
        MarsCommand diff = diff(outputs, served.topics().names().item());
        assertThat(diff.exit()).isEqualTo(2);
        assertThat(diff.said()).contains("cleanup.policy=compact", "must be delete");
    }

    @Test
    void aTopicThatIsNotThereIsNoDifference() {
        assertThat(diff(outputs, "replay-nowhere").exit()).isEqualTo(2);
    }

    private void backfill(String output, String from, String to, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of("backfill", "--from", from, "--to", to, "--output", output));
        args.addAll(List.of(more));
        MarsCommand backfill = MarsCommand.run(served.configuration(), args.toArray(String[]::new));
        assertThat(backfill.exit()).as(backfill.said()).isZero();
    }

    private MarsCommand diff(String one, String other) {
        return MarsCommand.run(served.configuration(), "diff", one, other);
    }

    private List<AugmentedSequence> sequences(String topic) throws Exception {
        List<AugmentedSequence> sequences = new ArrayList<>();
        try (SchemaRegistry registry = served.topics().registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            for (RawRecord record : served.records(topic)) {
                sequences.add(format.decode(record.value()));
            }
        }
        return sequences;
    }
}
