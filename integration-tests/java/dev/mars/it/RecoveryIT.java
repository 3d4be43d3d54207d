package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 1 when processes die: a job that was killed and restored from its latest checkpoint gives the
 * outputs of the job that was not. If one of these fails, an upgrade or a crash changes what is
 * served. Repetitions are allowed, at least once being the default, but only of the same bytes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "5",
                    "mars.profile.high", "12",
                    "mars.job.parallelism", "2",
                    "mars.job.checkpoint-interval", "500 ms");

    private LocalStack stack;
    private Scenario scenario;
    private TreeSet<Scenario.Output> expected;

    @BeforeAll
    void runUndisturbed() throws Exception {
        stack = Stack.start("recovery", Map.of());
        scenario = Scenario.create(stack, "undisturbed", OPTIONS);
        SimulatorSettings world =
                SimulatorSettings.DEFAULT.withSeed(5).withSize(800, 500, 25_000);
        try (Simulator simulator = new Simulator(world)) {
            scenario.load(simulator);
        }
        scenario.train();
        List<Scenario.Output> outputs = scenario.run().outputs();
        expected = new TreeSet<>(outputs);
        assertThat(expected).hasSameSizeAs(outputs);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aKilledTaskManagerChangesNothing() throws Exception {
        Scenario again = scenario.rerun("after-kill", Map.of());
        JobClient job = again.submit();
        awaitCheckpoint(job);
        assertThat(job.getJobStatus().get()).as("status when killed").isEqualTo(JobStatus.RUNNING);
        stack.restart(stack.process("taskmanager-1"));
        Scenario.finish(job);
        assertThat(restores(job)).as("restores from a checkpoint").isPositive();
        assertThat(new TreeSet<>(again.outputs())).isEqualTo(expected);
    }

    @Test
    void aWholeClusterKilledAndTheJobRestoredChangesNothing() throws Exception {
        Scenario again = scenario.rerun("after-cluster-kill", Map.of());
        JobClient job = again.submit();
        awaitCheckpoint(job);
        assertThat(job.getJobStatus().get()).as("status when killed").isEqualTo(JobStatus.RUNNING);
        String checkpoint = latestCheckpoint(job);
        stack.process("taskmanager-1").kill();
        stack.process("jobmanager").kill();
        stack.restart(stack.process("jobmanager"));
        stack.restart(stack.process("taskmanager-1"));
        Scenario.finish(
                again.rerun(
                                "after-cluster-kill",
                                Map.of("execution.state-recovery.path", checkpoint))
                        .submit());
        assertThat(new TreeSet<>(again.outputs())).isEqualTo(expected);
    }

    /** Waits until the job has answered something and can be restored behind it. */
    private void awaitCheckpoint(JobClient job) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> checkpoints(job).at("/counts/completed").asInt() >= 2);
    }

    private int restores(JobClient job) throws Exception {
        return checkpoints(job).at("/counts/restored").asInt();
    }

    private String latestCheckpoint(JobClient job) throws Exception {
        String path = checkpoints(job).at("/latest/completed/external_path").asText();
        assertThat(path).isNotEmpty();
        return path;
    }

    private JsonNode checkpoints(JobClient job) throws Exception {
        URI uri = stack.flinkRest().resolve("/jobs/" + job.getJobID() + "/checkpoints");
        return new ObjectMapper().readTree(uri.toURL());
    }
}
