// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.BehaviorRules;
import dev.mars.topic.Inbound;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the augmentation job is measured against: the least that a job with state per user does.
 *
 * <p>Source, decoding, validation, gate and sink are the augmentation job's own classes, set by the
 * same options. Between them each behaviour costs one shuffle, by user, and one read-modify-write
 * of {@value KeptBytes#SIZE} bytes in RocksDB; the bytes go out.
 */
public final class ReferenceJob {
    private final JobSettings settings;
    private final BehaviorRules rules;
    private final InputTopic behaviors;

    private ReferenceJob(JobSettings settings, BehaviorRules rules, InputTopic behaviors) {
        this.settings = settings;
        this.rules = rules;
        this.behaviors = behaviors;
    }

    /**
     * As the options of the augmentation job say.
     *
     * @throws IOException if Kafka cannot be asked for the partitions
     */
    public static ReferenceJob of(ReadableConfig config) throws IOException {
        JobSettings settings = JobSettings.from(config);
        try (Topics topics = new Topics(settings.topics())) {
            String behaviors = settings.topics().names().behavior();
            int partitions = topics.endOffsets(behaviors).size();
            return new ReferenceJob(
                    settings, BehaviorRules.from(config), new InputTopic(behaviors, partitions));
        }
    }

    /** Adds the job to an environment. */
    public void build(StreamExecutionEnvironment env) {
        env.getConfig().enableObjectReuse();
        env.setParallelism(settings.parallelism());
        env.setMaxParallelism(settings.maxParallelism());
        env.enableCheckpointing(
                settings.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        TopicSettings topics = settings.topics();
        KafkaEnds kafka = new KafkaEnds(settings, false);
        String topic = behaviors.name();
        int sources = Math.min(settings.parallelism(), behaviors.partitions());
        var source =
                new AssignedPartitions<>(
                        kafka.source(
                                topic,
                                topics.behaviorConsumer(),
                                InboundDeserializer.behaviors(topics, rules)));
        long bound = settings.behaviorOutOfOrderness();
        env.fromSource(
                        source,
                        WatermarkStrategy.<Inbound<Behavior>>forGenerator(
                                        context -> new PartitionProgress<>(bound))
                                .withTimestampAssigner((inbound, timestamp) -> inbound.time()),
                        topic,
                        Types.INBOUND_BEHAVIOR)
                .setParallelism(sources)
                .uid("behavior-source")
                .transform(
                        "behavior gate",
                        Types.ARRIVAL,
                        new GateOperator<>(new BehaviorGate(bound, false, behaviors, topics)))
                .setParallelism(sources)
                .uid("behavior-gate")
                .keyBy(arrival -> arrival.behavior().userId())
                .process(new KeptBytes(), Types.OUTGOING)
                .name("kept bytes")
                .uid("kept-bytes")
                .sinkTo(kafka.sink(topics.names().output()))
                .name("augmented sequences")
                .uid("augmented-sequences");
    }
}
