package dev.mars.it;

import dev.mars.alignment.AlignmentModel;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A simulated world in one scenario's topics, for a job that runs meanwhile: its items and a model
 * at once, its behaviours half at a time.
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
    final AlignmentModel model;
    private final List<ProducerRecord<byte[], byte[]>> behaviors = new ArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> end = new ArrayList<>();

    LiveInput(LocalStack stack, String name) throws Exception {
        scenario = Scenario.create(stack, name, OPTIONS);
        TopicNames names = scenario.topics().names();
        long after = WORLD.start() + WORLD.span().plusDays(1).toMillis();
        try (Simulator world = new Simulator(WORLD);
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
        model = scenario.train();
    }

    private static ProducerRecord<byte[], byte[]> record(Interaction act, InputRecords records) {
        Behavior behavior =
                new Behavior(
                        act.userId(), act.itemId(), act.action(), act.eventTime(), act.rating());
        return records.behavior(behavior, act.eventTime());
    }

    void sendFirstHalf() throws Exception {
        scenario.send(behaviors.subList(0, behaviors.size() / 2));
    }

    void sendRest() throws Exception {
        scenario.send(behaviors.subList(behaviors.size() / 2, behaviors.size()));
        scenario.send(end);
    }

    /** Event time of the last behaviour. */
    long lastTime() {
        return behaviors.get(behaviors.size() - 1).timestamp();
    }
}
