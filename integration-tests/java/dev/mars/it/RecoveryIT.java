package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.command.Jobs;
import dev.mars.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * Law 1 when processes die: a live job that was killed between two halves of its input and restored
 * from its latest checkpoint gives the outputs of a job that was not. If one of these fails, a
 * crash changes what is served. Repetitions are allowed, at least once being the default, but only
 * of the same bytes.
 */
class RecoveryIT {
    /** Whole again after each test, so it need not be one of its own. */
    private final LocalStack stack = Stack.shared();

    @Test
    void aKilledTaskManagerChangesNothing() throws Exception {
        LiveInput input = new LiveInput(stack, "task-manager");
        input.sendFirstHalf();
        JobClient job = Jobs.submit(input.scenario.configuration(), false);
        awaitCheckpointAfterOutput(job, input);
        stack.process("taskmanager-1").kill();
        input.sendRest();
        stack.restart(stack.process("taskmanager-1"));
        await().until(() -> checkpoints(job).at("/counts/restored").asInt() > 0);
        assertOutputsOfAnUndisturbedRun(input, job);
    }

    @Test
    void aKilledClusterAndARestoredJobChangeNothing() throws Exception {
        LiveInput input = new LiveInput(stack, "cluster");
        input.sendFirstHalf();
        JobClient job = Jobs.submit(input.scenario.configuration(), false);
        awaitCheckpointAfterOutput(job, input);
        String checkpoint = checkpoints(job).at("/latest/completed/external_path").asText();
        stack.process("jobmanager").kill();
        stack.process("taskmanager-1").kill();
        input.sendRest();
        stack.restart(stack.process("jobmanager"));
        stack.restart(stack.process("taskmanager-1"));
        Configuration restored = new Configuration(input.scenario.configuration());
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
        assertOutputsOfAnUndisturbedRun(input, Jobs.submit(restored, false));
    }

    private void assertOutputsOfAnUndisturbedRun(LiveInput input, JobClient job) throws Exception {
        TreeSet<Scenario.Output> expected =
                new TreeSet<>(
                        input.scenario
                                .rerun(input.scenario.topics().names().output() + "-2", Map.of())
                                .run()
                                .outputs());
        assertThat(expected).hasSizeGreaterThan(4_000);
        await().until(() -> new TreeSet<>(input.scenario.outputs()).size() >= expected.size());
        job.cancel().get();
        assertThat(new TreeSet<>(input.scenario.outputs())).isEqualTo(expected);
    }

    /** Waits until the job has answered something and can be restored behind it. */
    private void awaitCheckpointAfterOutput(JobClient job, LiveInput input) {
        await().until(() -> input.scenario.outputs().size() > 500);
        int before = completed(job);
        await().until(() -> completed(job) > before);
    }

    private int completed(JobClient job) {
        return checkpoints(job).at("/counts/completed").asInt();
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200));
    }

    private JsonNode checkpoints(JobClient job) {
        URI uri = stack.flinkRest().resolve("/jobs/" + job.getJobID() + "/checkpoints");
        try {
            return new ObjectMapper().readTree(uri.toURL());
        } catch (IOException e) {
            // The JobManager is not up yet.
            return new ObjectMapper().createObjectNode();
        }
    }
}
