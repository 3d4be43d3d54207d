// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A job under a steady load, with a fault drawn at random every minute; at the end a backfill of
 * the same input must differ in nothing from what was served. Users expire, so that what the job
 * holds must stop to grow. If this fails, a long-lived job leaks, or some sequence of faults
 * changes what is served.
 *
 * <p>Not part of the ordinary build: {@code ./mvnw verify -Psoak} runs it. System properties:
 * {@code mars.soak.minutes} (20), {@code mars.soak.rate} in behaviours a second, {@code
 * mars.soak.seed}. Figures go to target/soak.json.
 */
@EnabledIfSystemProperty(named = "mars.soak.minutes", matches = "\\d+")
class SoakIT {
    private static final int MINUTES = Integer.getInteger("mars.soak.minutes", 20);
    private static final int PER_SECOND = Integer.getInteger("mars.soak.rate", 200);
    private static final long SEED = Long.getLong("mars.soak.seed", 1);
    private static final int LONGEST_OUTAGE = 15;

    /** Event time runs so much faster that users expire within a minute. */
    private static final int DAYS_PER_MINUTE = 3;

    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT
                    .withSeed(SEED)
                    .withSize(20_000, 1_000, MINUTES * 60L * PER_SECOND)
                    .withTime(
                            SimulatorSettings.DEFAULT.start(),
                            Duration.ofDays((long) MINUTES * DAYS_PER_MINUTE))
                    .withBirths(0);
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.expire-after", DAYS_PER_MINUTE + " d",
                    "mars.profile.half-life", "1 d",
                    "mars.retrieval.items", "10",
                    "mars.job.checkpoint-interval", "2 s");

    @Test
    void nothingLeaksAndNothingDiffers() throws Exception {
        try (LocalStack stack = Stack.start("soak", Stack.TWO_TASK_MANAGERS)) {
            LiveInput input =
                    new LiveInput(stack, "soak", WORLD, OPTIONS).again("soaked", Map.of());
            try (LiveJob job = LiveJob.start(stack, input.scenario);
                    Feeder feeder =
                            new Feeder(input.scenario.topics(), input.records(), PER_SECOND);
                    SoakRecord record = new SoakRecord(job)) {
                job.awaitAnswers();
                strikeEveryMinute(job, record);
                feeder.await();
                job.awaitAllReadAndCheckpointed();
                record.close();
                check(input.scenario, job, record);
            }
        }
    }

    /** None in the last minute: without input a job cannot show that it is back. */
    private static void strikeEveryMinute(LiveJob job, SoakRecord record) throws Exception {
        Random random = new Random(SEED);
        long last = (MINUTES - 1) * 60L;
        for (long due = 60; due < last && record.second() < last; due += 60) {
            TimeUnit.SECONDS.sleep(Math.max(0, due - record.second()));
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            int outage = random.nextInt(LONGEST_OUTAGE + 1);
            long second = record.second();
            fault.strike(job, Duration.ofSeconds(outage));
            record.struck(fault, second, outage);
            System.err.printf(
                    "second %d: %s for %d s, %d s until all was up again%n",
                    second, fault, outage, record.second() - second);
        }
    }

    private static void check(Scenario served, LiveJob job, SoakRecord record) throws Exception {
        String[] backfill = {
            "backfill", "--from", "1970-01-01", "--to", "2100-01-01", "--output", "soak-backfill"
        };
        MarsCommand replay = MarsCommand.run(served.configuration(), backfill);
        assertThat(replay.exit()).as(replay.said()).isZero();
        Scenario replayed = served.rerun("soak-backfill", Map.of());
        int expected = replayed.answered();
        LiveJob.await()
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> served.answered() >= expected);
        job.cancel();
        String outputs = served.topics().names().output();
        MarsCommand diff =
                MarsCommand.run(served.configuration(), "diff", outputs, "soak-backfill");

        double state = record.growth(SoakRecord.Sample::stateBytes);
        // A fault that ends one leaves the other, which has been up for longer.
        double memory =
                record.growth(
                        s ->
                                Math.max(
                                        s.residentBytes().getOrDefault("taskmanager-1", 0L),
                                        s.residentBytes().getOrDefault("taskmanager-2", 0L)));
        Map<String, Object> figures = new TreeMap<>();
        figures.put("minutes", MINUTES);
        figures.put("behaviorsPerSecond", PER_SECOND);
        figures.put("seed", SEED);
        figures.put("outputs", expected);
        figures.put("diff", diff.said());
        figures.put("stateGrowth", state);
        figures.put("memoryGrowth", memory);
        record.write(Path.of("target", "soak.json"), figures);

        assertThat(diff.exit()).as(diff.said()).isZero();
        assertThat(served.refused()).isEqualTo(replayed.refused());
        assertThat(state).as("state of the last third by that of the middle one").isLessThan(1.15);
        assertThat(memory).as("memory of the last third by the middle one").isLessThan(1.15);
    }
}
