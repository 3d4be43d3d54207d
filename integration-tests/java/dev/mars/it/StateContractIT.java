// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.job.Jobs;
import dev.mars.it.StateFixture.Entry;
import dev.mars.it.StateFixture.Role;
import dev.mars.local.LocalStack;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State is forever: a savepoint that a released version took is restored by this build, also at
 * other parallelisms than it was taken at, and the answers from there on are those that the release
 * gave. If this fails, whoever upgrades at night loses state or serves something else.
 *
 * <p>The fixtures are under integration-tests/state, one directory for each released version of the
 * state, and are never written anew; {@link StateFixtureMaker} makes the next one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateContractIT {
    private static final Path VERSION_1 = Path.of("integration-tests", "state", "v1");

    private final LocalStack stack = Stack.shared();
    private StateFixture fixture;
    private Scenario scenario;

    @BeforeAll
    void inputs() throws Exception {
        fixture = StateFixture.read(VERSION_1);
        scenario = Scenario.create(stack, StateFixtureMaker.TOPICS, fixture.options());
        scenario.send(fixture.inputs(scenario, false));
        scenario.send(fixture.inputs(scenario, true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSavepointOfAReleaseGoesOn(int parallelism) throws Exception {
        Path here = stack.directory().resolve("state-v1-" + parallelism);
        String name = "state-v1-at-" + parallelism;
        Scenario restored =
                scenario.rerun(
                        name,
                        Map.of(
                                "mars.job.parallelism",
                                String.valueOf(parallelism),
                                "mars.kafka.group-id",
                                name));
        Configuration configuration = new Configuration(restored.configuration());
        configuration.set(
                StateRecoveryOptions.SAVEPOINT_PATH, StateFixture.unpack(VERSION_1, here));
        JobClient job = Jobs.submit(configuration, false);
        Map<String, String> expected = byUserAndTime(fixture.outputs(), fixture.outputSchema());
        assertThat(expected).hasSizeGreaterThan(300);
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> restored.outputs().size() >= expected.size());
        job.cancel().get();
        assertThat(outputs(restored)).isEqualTo(expected);
    }

    private Map<String, String> outputs(Scenario of) throws Exception {
        List<RawRecord> records = of.records(of.topics().names().output());
        try (SchemaRegistry registry = of.topics().registry()) {
            Schema written = registry.byId(StateFixture.schemaId(records.get(0)));
            return byUserAndTime(
                    records.stream().map(r -> Entry.of(Role.OUTPUT, true, r)).toList(), written);
        }
    }

    /** As the release's own readers see them: a field that is new does not count. */
    private Map<String, String> byUserAndTime(List<Entry> outputs, Schema written)
            throws Exception {
        GenericDatumReader<GenericRecord> reader =
                new GenericDatumReader<>(written, fixture.outputSchema());
        Map<String, String> found = new TreeMap<>();
        for (Entry output : outputs) {
            GenericRecord value =
                    reader.read(null, DecoderFactory.get().binaryDecoder(output.payload(), null));
            String at = value.get("userId") + "@" + value.get("asOf");
            assertThat(found.put(at, value.toString())).as(at).isIn(null, value.toString());
        }
        return found;
    }
}
