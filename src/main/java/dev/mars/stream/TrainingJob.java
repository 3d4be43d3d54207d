// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.MarsOptions;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ItemRules;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology of a training, bounded by what the item topic holds when it starts:
 *
 * <pre>
 * item-modality ─► validate ─► prefilter ─► sample, train, judge, publish ─► news for the client
 * </pre>
 *
 * Validation and prefilter run beside each other on every partition, the rest in one subtask, on
 * all cores of its TaskManager.
 */
public final class TrainingJob {
    private final TrainingPlan plan;

    public TrainingJob(TrainingPlan plan) {
        this.plan = plan;
    }

    /**
     * Adds the job to an environment.
     *
     * @param partitions of the item topic
     */
    public DataStream<TrainingNews> build(StreamExecutionEnvironment env, int partitions) {
        Configuration job = new Configuration();
        job.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        job.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        job.set(PipelineOptions.GENERIC_TYPES, false);
        job.set(PipelineOptions.OBJECT_REUSE, true);
        job.set(PipelineOptions.NAME, "MARS training");
        // Started again by whoever waits for it, if at all: it has no state to go on from.
        job.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        env.configure(job);
        int parallelism = Math.min(plan.config().get(MarsOptions.PARALLELISM), partitions);
        env.setParallelism(parallelism);
        return env.fromSource(
                        source(), WatermarkStrategy.noWatermarks(), plan.topics().names().item())
                .uid("training-items")
                .process(
                        new SamplePrefilter(plan.settings().sample(), plan.published()),
                        Types.INBOUND_ITEM)
                .name("sample prefilter")
                .uid("sample-prefilter")
                .transform("model training", TrainingNews.TYPE, new ModelTraining(plan))
                .setParallelism(1)
                .uid("model-training");
    }

    private KafkaSource<Inbound<ItemFeatures>> source() {
        long maxAhead = plan.config().get(MarsOptions.MAX_AHEAD).toMillis();
        ItemRules rules =
                plan.published() == null
                        ? new ItemRules(0, 0, maxAhead)
                        : ItemRules.of(plan.published(), maxAhead);
        return KafkaSource.<Inbound<ItemFeatures>>builder()
                .setBootstrapServers(plan.topics().bootstrapServers())
                .setProperties(plan.topics().consumer(null))
                .setClientIdPrefix("mars-training")
                .setTopics(plan.topics().names().item())
                .setStartingOffsets(new NoJump(OffsetsInitializer.earliest()))
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(InboundDeserializer.items(plan.topics(), rules, null))
                .build();
    }
}
