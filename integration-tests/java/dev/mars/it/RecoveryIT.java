package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.command.Jobs;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.Behavior;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 1 when processes die: a live job that was killed between two halves of its input and restored
 * from its latest checkpoint gives the outputs of a job that was not. If one of these fails, a
 * crash changes what is served. Repetitions are allowed, at least once being the default, but only
 * of the same bytes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {
    private static final int PARTITIONS = 4;
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "4",
                    "mars.profile.high", "8",
                    "mars.job.parallelism", "2",
                    "mars.topic.partitions", String.valueOf(PARTITIONS),
                    "mars.job.checkpoint-interval", "500 ms");

    private LocalStack stack;

    /** The same input in one scenario's topics, half of its behaviours at a time. */
    private final class Input {
        final Scenario scenario;
        private final List<ProducerRecord<byte[], byte[]>> behaviors = new ArrayList<>();
        private final List<ProducerRecord<byte[], byte[]>> end = new ArrayList<>();

        Input(String name) throws Exception {
            scenario = Scenario.create(stack, name, OPTIONS);
            TopicNames names = scenario.topics().names();
            SimulatorSettings settings =
                    SimulatorSettings.DEFAULT.withSeed(5).withSize(250, 200, 5_000).withBirths(0);
            long after = settings.start() + settings.span().plusDays(1).toMillis();
            try (Simulator world = new Simulator(settings);
                    SchemaRegistry registry = scenario.topics().registry()) {
                InputRecords records = InputRecords.of(names, registry);
                Heartbeat heartbeat =
                        new Heartbeat(
                                AvroFormat.of(UserBehavior.class, registry, names.behavior()),
                                AvroFormat.of(ItemModality.class, registry, names.item()));
                List<ProducerRecord<byte[], byte[]>> items = new ArrayList<>();
                world.items()
                        .map(i -> new ItemFeatures(i.itemId(), 0, i.text(), i.image()))
                        .forEach(item -> items.add(records.item(item, null, 0)));
                IntStream.range(0, PARTITIONS)
                        .forEach(p -> items.add(heartbeat.item(names.item(), p, after)));
                world.interactions().forEach(act -> behaviors.add(record(act, records)));
                IntStream.range(0, PARTITIONS)
                        .forEach(p -> end.add(heartbeat.behavior(names.behavior(), p, after)));
                scenario.send(items);
            }
            scenario.train();
        }

        private ProducerRecord<byte[], byte[]> record(Interaction act, InputRecords records) {
            Behavior behavior =
                    new Behavior(
                            act.userId(),
                            act.itemId(),
                            act.action(),
                            act.eventTime(),
                            act.rating());
            return records.behavior(behavior, act.eventTime());
        }

        void sendFirstHalf() throws Exception {
            scenario.send(behaviors.subList(0, behaviors.size() / 2));
        }

        void sendRest() throws Exception {
            scenario.send(behaviors.subList(behaviors.size() / 2, behaviors.size()));
            scenario.send(end);
        }
    }

    @BeforeAll
    void start() {
        stack = Stack.start("recovery", Map.of());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void aKilledTaskManagerChangesNothing() throws Exception {
        Input input = new Input("task-manager");
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
        Input input = new Input("cluster");
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

    private void assertOutputsOfAnUndisturbedRun(Input input, JobClient job) throws Exception {
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
    private void awaitCheckpointAfterOutput(JobClient job, Input input) {
        await().until(() -> input.scenario.outputs().size() > 500);
        int before = completed(job);
        await().until(() -> completed(job) > before);
    }

    private int completed(JobClient job) {
        return checkpoints(job).at("/counts/completed").asInt();
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
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
