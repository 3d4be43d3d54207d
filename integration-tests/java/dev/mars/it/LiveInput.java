// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.alignment.AlignmentModel;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.local.LocalStack;
import dev.mars.topic.Behavior;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A simulated world in one scenario's topics, for a job that runs meanwhile: its items and a model
 * at once, its behaviours as the test sends them. A heartbeat ends each partition.
 */
final class LiveInput {
    private static final int PARTITIONS = 4;
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(5).withSize(250, 200, 5_000).withBirths(0);
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "4",
                    "mars.profile.high", "8",
                    "mars.job.parallelism", "2",
                    "mars.topic.partitions", String.valueOf(PARTITIONS),
                    "mars.job.checkpoint-interval", "500 ms");

    final Scenario scenario;
    final SimulatorSettings world;
    final AlignmentModel model;
    private final List<ProducerRecord<byte[], byte[]>> behaviors = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> end = new ArrayList<>();

    LiveInput(LocalStack stack, String name) throws Exception {
        this(stack, name, WORLD, OPTIONS);
    }

    /** Of another world. */
    LiveInput(LocalStack stack, String name, SimulatorSettings world, Map<String, String> options)
            throws Exception {
        this.world = world;
        Map<String, String> all = new TreeMap<>(OPTIONS);
        all.putAll(options);
        scenario = Scenario.create(stack, name, all);
        TopicNames names = scenario.topics().names();
        try (Simulator simulator = new Simulator(world);
                SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(names, registry);
            Heartbeat heartbeat = Heartbeat.of(names, registry);
            List<ProducerRecord<byte[], byte[]>> items = new ArrayList<>();
            simulator
                    .items()
                    .map(i -> new ItemFeatures(i.itemId(), 0, i.text(), i.image()))
                    .forEach(item -> items.add(records.item(item, null, 0)));
            IntStream.range(0, PARTITIONS)
                    .forEach(p -> items.add(heartbeat.item(names.item(), p, after())));
            scenario.send(items);
        }
        model = scenario.train();
        encode(false);
    }

    private LiveInput(LiveInput same, String name, Map<String, String> options) throws Exception {
        Map<String, String> own = new TreeMap<>(options);
        own.put("mars.topic.behavior", name + "-user-behavior");
        own.put("mars.kafka.group-id", name);
        own.put("mars.output.transactional-id-prefix", name);
        world = same.world;
        model = same.model;
        scenario = same.scenario.rerun(name + "-augmented-sequences", own);
        encode(true);
    }

    /**
     * The same behaviours on a topic of their own, for one more job, with some records among them
     * that cannot be used. Items and model are shared.
     */
    LiveInput again(String name, Map<String, String> options) throws Exception {
        return new LiveInput(this, name, options);
    }

    private void encode(boolean poisoned) throws Exception {
        TopicNames names = scenario.topics().names();
        try (Simulator simulator = new Simulator(world);
                SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(names, registry);
            simulator
                    .interactions()
                    .forEach(
                            act -> {
                                behaviors.add(record(act, records));
                                if (poisoned && behaviors.size() % 500 == 0) {
                                    behaviors.addAll(unusable(act, records));
                                }
                            });
            Heartbeat heartbeat = Heartbeat.of(names, registry);
            IntStream.range(0, PARTITIONS)
                    .forEach(p -> end.add(heartbeat.behavior(names.behavior(), p, after())));
        }
    }

    private long after() {
        return world.start() + world.span().plusDays(1).toMillis();
    }

    private static ProducerRecord<byte[], byte[]> record(Interaction act, InputRecords records) {
        Behavior behavior =
                new Behavior(
                        act.userId(), act.itemId(), act.action(), act.eventTime(), act.rating());
        return records.behavior(behavior, act.eventTime());
    }

    /** Undecodable, of an unknown action, and late. */
    private static List<ProducerRecord<byte[], byte[]>> unusable(
            Interaction act, InputRecords records) {
        long now = act.eventTime();
        var unknown = new Behavior(act.userId(), act.itemId(), "dance", now, null);
        var late = new Behavior(act.userId(), act.itemId(), "click", now - 86_400_000, null);
        var good = record(act, records);
        return List.of(
                new ProducerRecord<>(good.topic(), null, now, good.key(), new byte[] {1, 2}),
                records.behavior(unknown, now),
                records.behavior(late, now));
    }

    void sendFirstHalf() throws Exception {
        scenario.send(behaviors.subList(0, behaviors.size() / 2));
    }

    void sendRest() throws Exception {
        scenario.send(behaviors.subList(behaviors.size() / 2, behaviors.size()));
        scenario.send(end);
    }

    /** All of it in the order in which it happens, heartbeats last. */
    List<ProducerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(behaviors);
        all.addAll(end);
        return all;
    }

    /** Event time of the last behaviour. */
    long lastTime() {
        return behaviors.get(behaviors.size() - 1).timestamp();
    }
}
