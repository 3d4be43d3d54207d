package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 1: the same topics give the same bytes, however the job runs. If one of these fails, a backfill
 * no longer equals what was served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PureFunctionIT {
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "5",
                    "mars.profile.high", "12",
                    "mars.job.parallelism", "1",
                    "mars.topic.partitions", "4");

    private Scenario scenario;
    private List<Scenario.Output> expected;

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
    void parallelismAndInterleavingHaveNoSay() throws Exception {
        Map<String, String> otherwise =
                Map.of(
                        "mars.job.parallelism", "4",
                        // A fetch of a few records at a time makes partitions take turns.
                        "mars.kafka.properties.max.partition.fetch.bytes", "2000",
                        "mars.kafka.properties.max.poll.records", "3");
        assertThat(scenario.rerun("pure-parallel", otherwise).run().outputs())
                .isEqualTo(expected);
    }

    @Test
    void simdHasNoSay() throws Exception {
        assertSame("no-simd", Map.of("mars.local.simd", "false"));
    }

    @Test
    void theJavaVersionHasNoSay() throws Exception {
        Optional<Path> other = OtherJdk.find();
        assumeThat(other).as("another JDK beside this one").isPresent();
        assertSame("other-jdk", Map.of("mars.local.java-home", other.orElseThrow().toString()));
    }

    private void assertSame(String name, Map<String, String> stackOptions) throws Exception {
        try (LocalStack stack = Stack.start(name, stackOptions)) {
            assertThat(prepare(stack, "pure").run().outputs()).isEqualTo(expected);
        }
    }
}
