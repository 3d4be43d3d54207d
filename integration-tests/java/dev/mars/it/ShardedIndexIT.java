// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.AlignmentModel;
import dev.mars.local.LocalStack;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedSequence;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An index in shards gives the outputs of one index on every subtask, byte for byte, however many
 * shards there are and whatever befalls them. If one of these fails, a job that outgrows a
 * TaskManager changes its answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardedIndexIT {
    /** Small samples and few donors, so that both are cut and both fill up. */
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "4",
                    "mars.profile.high", "8",
                    "mars.profile.half-life", "5 d",
                    "mars.profile.sequence-length", "40",
                    "mars.retrieval.postings", "8",
                    "mars.retrieval.top-donors", "12",
                    "mars.output.donor-ids", "true",
                    "mars.job.parallelism", "1",
                    "mars.topic.partitions", "4");

    private LocalStack stack;
    private Scenario replicated;
    private List<Scenario.Output> expected;

    @BeforeAll
    void runReplicated() throws Exception {
        stack = Stack.start("sharded", Stack.TWO_TASK_MANAGERS, Stack.QUICK);
        Scenario scenario = Scenario.create(stack, "sharded", OPTIONS);
        History history = EventfulHistory.of(13);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            scenario.send(history.records(InputRecords.of(scenario.topics().names(), registry)));
        }
        AlignmentModel first = scenario.train();
        long middle = history.users.get(history.users.size() / 2).time();
        Models.publish(
                scenario,
                new AlignmentModel(
                        first.version() + 1,
                        middle,
                        first.base(),
                        Models.turned(first.alignment()),
                        "turned",
                        Map.of()));
        replicated = scenario.run();
        expected = replicated.outputs();
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** Whatever is compared below is there. */
    @Test
    void thereIsSomethingOfEverything() throws Exception {
        Map<String, Integer> statuses = new HashMap<>();
        Set<Long> models = new HashSet<>();
        Set<String> active = new HashSet<>();
        int demoted = 0;
        int filledUp = 0;
        for (AugmentedSequence output : replicated.sequences()) {
            statuses.merge(output.getStatus().toString(), 1, Integer::sum);
            models.add(output.getModelVersion());
            filledUp += output.getDonors().size() == 12 ? 1 : 0;
            if (output.getStatus().toString().equals("NOT_LOW_ACTIVE")) {
                active.add(output.getUserId());
            } else {
                demoted += active.contains(output.getUserId()) ? 1 : 0;
            }
        }
        assertThat(statuses).containsKeys("AUGMENTED", "NOT_LOW_ACTIVE", "NO_EVIDENCE", "NO_DONOR");
        assertThat(statuses.get("AUGMENTED")).isGreaterThan(500);
        assertThat(models).hasSize(2);
        assertThat(demoted).as("outputs of users who have been demoted").isPositive();
        assertThat(filledUp).as("outputs with all the donors that there may be").isPositive();
        assertThat(expected.stream().filter(output -> output.value() == null))
                .as("erasures")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shardsAnswerAsOneIndex(int parallelism) throws Exception {
        Map<String, String> sharded =
                Map.of(
                        "mars.index.mode", "sharded",
                        "mars.job.parallelism", String.valueOf(parallelism),
                        // A fetch of a few records at a time makes partitions take turns.
                        "mars.kafka.properties.max.partition.fetch.bytes", "2000",
                        "mars.kafka.properties.max.poll.records", "3");
        assertThat(replicated.rerun("sharded-" + parallelism, sharded).run().outputs())
                .isEqualTo(expected);
    }

    /** What is in memory only comes back from what is in state, into more and fewer shards. */
    @Test
    void aKilledAndRescaledJobAnswersAsOneThatWasLeftAlone() throws Exception {
        LiveInput input = new LiveInput(stack, "resharded");
        LiveInput live = input.again("resharding", Map.of("mars.index.mode", "sharded"));
        LiveInput alone = input.again("left-alone", Map.of());
        alone.scenario.send(alone.records());
        Set<Scenario.Output> undisturbed = new TreeSet<>(alone.scenario.run().outputs());
        live.sendFirstHalf();
        try (LiveJob job = LiveJob.start(stack, live.scenario)) {
            LiveJob.await().until(() -> job.written() > 500);
            job.awaitCheckpoint();
            Fault.TASK_MANAGER_KILLED.strike(job, Duration.ZERO);
            job.awaitCheckpoint();
            job.rescale(3);
            job.awaitCheckpoint();
            live.sendRest();
            LiveJob.await().until(() -> live.scenario.answered() >= undisturbed.size());
            job.awaitCheckpoint();
            job.rescale(1);
        }
        assertThat(new TreeSet<>(live.scenario.outputs())).isEqualTo(undisturbed);
    }
}
