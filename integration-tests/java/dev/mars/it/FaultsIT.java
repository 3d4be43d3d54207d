// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.config.Delivery;
import dev.mars.local.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law 1 when things go wrong: a live job that a fault strikes in the middle of its input gives, by
 * {@code mars diff}, the outputs of a run that nothing happened to, and the same dead letters. If
 * one of these fails, a crash, a restart or an upgrade changes what is served. Repetitions are
 * allowed under at-least-once, but only of the same bytes; under exactly-once there is none.
 *
 * <p>A stack of its own, as the issue is about whole clusters: two TaskManagers, and every job on
 * both. With the system property {@code mars.faults} = {@code long} each fault strikes under either
 * delivery, and what is down stays down for a minute.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final boolean LONG = "long".equals(System.getProperty("mars.faults"));
    private static final Duration OUTAGE = LONG ? Duration.ofMinutes(1) : Duration.ZERO;

    /** So slow that the faults end before the input does: it lasts for ten minutes. */
    private static final int PER_SECOND = 6;

    private LocalStack stack;
    private LiveInput world;
    private Scenario undisturbed;
    private int expected;

    @BeforeAll
    void runUndisturbed() throws Exception {
        stack = Stack.start("faults", Stack.TWO_TASK_MANAGERS, Stack.QUICK);
        world = new LiveInput(stack, "faults");
        LiveInput input = world.again("undisturbed", Map.of());
        input.scenario.send(input.records());
        undisturbed = input.scenario.run();
        expected = undisturbed.answered();
        assertThat(expected).isGreaterThan(4_000);
        assertThat(undisturbed.refused()).hasSizeGreaterThan(20);
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** In short one job goes through many of them, at length each has one of its own. */
    static Stream<Arguments> faults() {
        return LONG
                ? Stream.of(Fault.values())
                        .flatMap(
                                fault ->
                                        Stream.of(Delivery.values())
                                                .map(d -> Arguments.of(List.of(fault), d)))
                : Stream.of(
                        Arguments.of(
                                List.of(Fault.TASK_MANAGER_KILLED, Fault.RESCALED),
                                Delivery.EXACTLY_ONCE),
                        Arguments.of(
                                List.of(
                                        Fault.JOB_MANAGER_KILLED,
                                        Fault.BROKER_STOPPED,
                                        Fault.REGISTRY_DOWN,
                                        Fault.PARTITIONS_MOVED),
                                Delivery.AT_LEAST_ONCE));
    }

    @ParameterizedTest(name = "{0} under {1}")
    @MethodSource("faults")
    void faultsChangeNothing(List<Fault> faults, Delivery delivery) throws Exception {
        LiveInput input = again(faults.get(0) + "-" + delivery, delivery);
        List<ProducerRecord<byte[], byte[]>> records = input.records();
        int third = records.size() / 3;
        input.scenario.send(records.subList(0, third));
        try (LiveJob job = LiveJob.start(stack, input.scenario);
                Feeder feeder =
                        new Feeder(
                                input.scenario.topics(),
                                records.subList(third, records.size()),
                                PER_SECOND)) {
            LiveJob.await().until(() -> job.written() > third / 2);
            for (Fault fault : faults) {
                job.awaitAnswers();
                job.awaitCheckpoint();
                long start = System.nanoTime();
                fault.strike(job, OUTAGE);
                assertThat(feeder.isDone()).as("%s outlasted the input", fault).isFalse();
                System.err.printf(
                        "%n%s under %s: %.1f s until all was up again%n",
                        fault, delivery, (System.nanoTime() - start) / 1e9);
            }
            feeder.hurry();
            assertOutputsOfTheUndisturbedRun(input.scenario, job, delivery);
        }
    }

    /**
     * One partition stays behind, so that behaviours of the others wait for their answers; a
     * checkpoint has them and nothing else does when the job is killed.
     */
    @Test
    void whatWaitsIsInTheCheckpoint() throws Exception {
        LiveInput input = again("waiting", Delivery.AT_LEAST_ONCE);
        List<ProducerRecord<byte[], byte[]>> records = input.records();
        int half = records.size() / 2;
        input.scenario.send(records.subList(0, half));
        List<ProducerRecord<byte[], byte[]>> rest = records.subList(half, records.size());
        input.scenario.send(rest.stream().filter(record -> partition(record) != 0).toList());
        try (LiveJob job = LiveJob.start(stack, input.scenario)) {
            job.awaitAllReadAndCheckpointed();
            assertThat(job.written()).as("answered, of %s", expected).isLessThan(expected - 1_000);

            Fault.TASK_MANAGER_KILLED.strike(job, Duration.ZERO);
            input.scenario.send(rest.stream().filter(record -> partition(record) == 0).toList());
            assertOutputsOfTheUndisturbedRun(input.scenario, job, Delivery.AT_LEAST_ONCE);
        }
    }

    private LiveInput again(String name, Delivery delivery) throws Exception {
        return world.again(
                name.toLowerCase(Locale.ROOT), Map.of("mars.output.delivery", delivery.toString()));
    }

    /** As the producer chooses it. */
    private int partition(ProducerRecord<byte[], byte[]> record) {
        return record.partition() != null
                ? record.partition()
                : Utils.toPositive(Utils.murmur2(record.key()))
                        % world.scenario.topics().partitions();
    }

    private void assertOutputsOfTheUndisturbedRun(Scenario scenario, LiveJob job, Delivery delivery)
            throws Exception {
        LiveJob.await().until(() -> scenario.answered() >= expected);
        LiveJob.await().until(() -> scenario.refused().size() >= undisturbed.refused().size());
        job.cancel();
        String outputs = scenario.topics().names().output();
        MarsCommand diff =
                MarsCommand.run(
                        scenario.configuration(),
                        "diff",
                        undisturbed.topics().names().output(),
                        outputs);
        assertThat(diff.exit()).as(diff.said()).isZero();
        assertThat(scenario.refused()).isEqualTo(undisturbed.refused());
        if (delivery == Delivery.EXACTLY_ONCE) {
            assertThat(diff.said()).contains("in " + outputs + ", 0 of them such repetitions");
        }
    }
}
