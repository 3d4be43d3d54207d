// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.command.job.Jobs;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.it.StateFixture.Entry;
import dev.mars.it.StateFixture.Role;
import dev.mars.local.LocalStack;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;

/**
 * Makes the fixture of the state version that this build writes; run once at a release that changed
 * it, into a directory that is not there yet. CONTRIBUTING says how.
 */
final class StateFixtureMaker {
    /** Prefix of the topics' names, which the savepoint's Kafka offsets are of. */
    static final String TOPICS = "state-contract";

    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(31).withSize(120, 80, 2_000);
    private static final TreeMap<String, String> OPTIONS =
            new TreeMap<>(
                    Map.of(
                            "mars.profile.low", "4",
                            "mars.profile.high", "8",
                            "mars.model.dimensions", "8",
                            "mars.job.parallelism", "2",
                            "mars.topic.partitions", "4"));

    private final Scenario scenario;

    private StateFixtureMaker(Scenario scenario) {
        this.scenario = scenario;
    }

    public static void main(String[] directory) throws Exception {
        Path to = Path.of(directory[0]);
        if (Files.exists(to)) {
            throw new IllegalArgumentException(to + " is there; a fixture is never written anew");
        }
        LocalStack stack = Stack.shared();
        Scenario source = Scenario.create(stack, "state-source", OPTIONS);
        try (Simulator world = new Simulator(WORLD)) {
            source.load(world);
        }
        source.train();
        new StateFixtureMaker(Scenario.create(stack, TOPICS, OPTIONS)).make(source, stack, to);
        System.exit(0);
    }

    private void make(Scenario source, LocalStack stack, Path to) throws Exception {
        List<Entry> entries = new ArrayList<>();
        Map<Role, String> schemas = new EnumMap<>(Role.class);
        long middle = WORLD.start() + WORLD.span().toMillis() / 2;
        try (SchemaRegistry registry = source.topics().registry()) {
            for (Role role : List.of(Role.ITEM, Role.MODEL, Role.BEHAVIOR)) {
                List<RawRecord> records = source.records(role.topic(source.topics().names()));
                for (RawRecord record : records) {
                    boolean late = role == Role.BEHAVIOR && record.timestamp() > middle;
                    entries.add(Entry.of(role, late, record));
                }
                schemas.put(role, registry.byId(StateFixture.schemaId(records.get(0))).toString());
            }
        }
        StateFixture inputs = new StateFixture(OPTIONS, schemas, entries);
        scenario.send(inputs.inputs(scenario, false));
        JobClient job = Jobs.submit(scenario.configuration(), false);
        awaitRest();
        String savepoint =
                job.stopWithSavepoint(
                                false,
                                stack.directory().resolve("savepoints").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get();
        Set<Scenario.Output> before = new HashSet<>(scenario.outputs());
        scenario.send(inputs.inputs(scenario, true));
        Scenario whole = scenario.rerun(TOPICS + "-whole", Map.of()).run();
        try (SchemaRegistry registry = whole.topics().registry()) {
            for (RawRecord record : whole.records(whole.topics().names().output())) {
                if (!before.contains(new Scenario.Output(record.key(), record.value()))) {
                    entries.add(Entry.of(Role.OUTPUT, true, record));
                }
                schemas.put(Role.OUTPUT, registry.byId(StateFixture.schemaId(record)).toString());
            }
        }
        new StateFixture(OPTIONS, schemas, entries).write(to, Path.of(URI.create(savepoint)));
        System.out.printf(
                "%s: %d records, %d outputs before the savepoint and %d after it%n",
                to,
                entries.size(),
                before.size(),
                entries.stream().filter(entry -> entry.role() == Role.OUTPUT).count());
    }

    /** Until nothing has come for a while: the savepoint should be in the midst of much state. */
    private void awaitRest() {
        long[] last = {-1, System.nanoTime()};
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            int size = scenario.outputs().size();
                            if (size != last[0]) {
                                last[0] = size;
                                last[1] = System.nanoTime();
                            }
                            return size > 0 && System.nanoTime() - last[1] > 5_000_000_000L;
                        });
    }
}
