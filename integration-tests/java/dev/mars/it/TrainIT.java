// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Verdict;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.stream.TrainingResult;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Training as a bounded Flink job on real processes. If one of these fails, the same topic gives
 * another model each time, a further model takes effect in the past, or somebody waits for a model
 * that never comes without being told why.
 */
class TrainIT {
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSize(60, 400, 300).withDimensions(24, 32);

    private static Scenario scenario(String name, Map<String, String> options) throws Exception {
        return Scenario.create(Stack.shared(), "train-" + name, options);
    }

    private static List<AlignmentModel> published(Scenario scenario) throws Exception {
        try (SchemaRegistry registry = scenario.topics().registry()) {
            return new ModelTopic(scenario.topics(), registry).readAll();
        }
    }

    private static TrainingResult run(
            Scenario scenario, Training.Kind kind, Map<String, String> set) throws Exception {
        var configuration = scenario.configuration().clone();
        set.forEach(configuration::setString);
        return new Training(scenario.topics(), configuration).run(kind, false, new Progress());
    }

    /** Items twice, an outdated version after the newest one; then some retired. */
    private static void sendShuffled(Scenario scenario, long seed) throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Simulator world = new Simulator(WORLD);
                SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords form = InputRecords.of(scenario.topics().names(), registry);
            world.items()
                    .forEach(
                            item -> {
                                records.add(
                                        form.item(
                                                new ItemFeatures(
                                                        item.itemId(),
                                                        2_000,
                                                        item.text(),
                                                        item.image()),
                                                null,
                                                2_000));
                                records.add(
                                        form.item(
                                                new ItemFeatures(
                                                        item.itemId(), 1_000, item.text(), null),
                                                null,
                                                1_000));
                                if (item.itemId().endsWith("7")) {
                                    records.add(form.retirement(item.itemId(), 3_000));
                                }
                            });
        }
        Collections.shuffle(records, new Random(seed));
        scenario.send(records);
    }

    @Test
    void orderPartitionsAndParallelismHaveNoSay() throws Exception {
        Map<String, String> sample =
                Map.of("mars.model.sample", "250", "mars.model.dimensions", "16");
        Scenario one = scenario("one", sample);
        Scenario other = scenario("other", Map.of("mars.topic.partitions", "3"));
        sendShuffled(one, 1);
        sendShuffled(other, 2);
        run(one, Training.Kind.ALIGNMENT, Map.of("mars.job.parallelism", "1"));
        TrainingResult result =
                run(
                        other,
                        Training.Kind.ALIGNMENT,
                        Map.of(
                                "mars.job.parallelism",
                                "3",
                                "mars.model.sample",
                                "250",
                                "mars.model.dimensions",
                                "16"));
        assertThat(result.report().counts().get("items")).isBetween(150.0, 249.0);
        assertThat(published(one)).hasSize(1).isEqualTo(published(other));
    }

    @Test
    void aBaseStaysAndItsNextModelLiesAhead() throws Exception {
        Scenario scenario = scenario("versions", Map.of("mars.model.dimensions", "16"));
        try (Simulator world = new Simulator(WORLD.withSize(60, 1_500, 300))) {
            long lastTime = scenario.load(world).lastTime();
            TrainingResult first = run(scenario, Training.Kind.ALIGNMENT, Map.of());
            assertThat(first.report().verdict()).isIn(Verdict.ACCEPTED, Verdict.REPLACED);
            assertThat(run(scenario, Training.Kind.ALIGNMENT, Map.of()).isNew()).isFalse();
            assertThatThrownBy(
                            () ->
                                    run(
                                            scenario,
                                            Training.Kind.ALIGNMENT,
                                            Map.of("mars.model.sample", "200")))
                    .hasMessageContaining("there is nothing to judge the new model by")
                    .hasMessageContaining("--force");
            run(scenario, Training.Kind.ALIGNMENT, Map.of("mars.model.seed", "2"));
            run(scenario, Training.Kind.BASE, Map.of("mars.model.seed", "3"));

            List<AlignmentModel> models = published(scenario);
            assertThat(models).extracting(AlignmentModel::version).containsExactly(1L, 2L, 1L);
            assertThat(models.get(1).base()).isEqualTo(models.get(0).base());
            assertThat(models.get(1).alignment()).isNotEqualTo(models.get(0).alignment());
            assertThat(models.get(2).base()).isNotEqualTo(models.get(0).base());
            Duration lead = MarsOptions.MODEL_LEAD.defaultValue();
            // The heartbeats at the end of the load lie after the last behaviour.
            assertThat(models.get(1).effectiveFrom()).isGreaterThan(lastTime + lead.toMillis());
            assertThat(models.get(0).effectiveFrom()).isZero();
            assertThat(models.get(2).effectiveFrom()).isZero();
            assertThat(models.get(0).verdict()).isEqualTo(first.report().verdict());
            assertThat(models.get(0).quality())
                    .containsKeys(
                            "base/gap.centroid", "stein/ksd2.rbf.text", "ridge-cca/p.imq.image");
        }
    }

    @Test
    void whatCannotBeTrainedIsToldAndPublishesNothing() throws Exception {
        Scenario empty = scenario("empty", Map.of());
        assertThatThrownBy(() -> run(empty, Training.Kind.ALIGNMENT, Map.of()))
                .hasMessageContaining("holds no item that can be trained on")
                .hasMessageContaining("mars load");
        Scenario large =
                scenario(
                        "large",
                        Map.of(
                                "mars.topic.model.max-bytes",
                                "1mb",
                                "mars.model.dimensions",
                                "160"));
        sendShuffled(large, 3);
        assertThatThrownBy(() -> run(large, Training.Kind.ALIGNMENT, Map.of()))
                .hasMessageContaining("the model topic and its clients take 1048576")
                .hasMessageContaining("mars.topic.model.max-bytes");
        assertThat(published(empty)).isEmpty();
        assertThat(published(large)).isEmpty();
    }
}
