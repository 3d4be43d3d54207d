// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.config.IndexMode;
import dev.mars.config.MarsOptions;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.BehaviorRules;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ItemRules;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The topology: DESIGN section 5 in code.
 *
 * <p>Every operator has a uid, which is part of the state contract: it may be added to, never
 * changed.
 */
public final class AugmentationJob {
    /** Under which Flink shows it. */
    public static final String NAME = "MARS";

    private final JobSettings settings;
    private final Base base;
    private final Map<String, Integer> partitions;
    private final Extent extent;
    private final KafkaEnds kafka;

    /**
     * @param base of the models that the job uses, for its whole life
     * @param partitions of each input topic: a source subtask without one would hold the watermark
     *     back for ever
     */
    public AugmentationJob(
            JobSettings settings, Base base, Map<String, Integer> partitions, Extent extent) {
        this.settings = settings;
        this.base = base;
        this.partitions = partitions;
        this.extent = extent;
        kafka = new KafkaEnds(settings, extent.bounded());
    }

    /**
     * The job as the options say. Asks the model topic for the base, and Kafka for the partitions.
     *
     * @throws IllegalArgumentException for values out of range
     * @throws IOException if Kafka or the registry cannot be asked, or no model is published
     */
    public static AugmentationJob of(ReadableConfig config, Extent extent) throws IOException {
        JobSettings settings = JobSettings.from(config);
        TopicSettings topics = settings.topics();
        Base base;
        try (SchemaRegistry registry = topics.registry()) {
            base = new ModelTopic(topics, registry).base(config.get(MarsOptions.MODEL_BASE));
        }
        Map<String, Integer> partitions = new TreeMap<>();
        try (Topics all = new Topics(topics)) {
            for (String topic : List.of(topics.names().behavior(), topics.names().item())) {
                partitions.put(topic, all.endOffsets(topic).size());
            }
        }
        return new AugmentationJob(settings, base, partitions, extent);
    }

    /** Adds the job to an environment. */
    public void build(StreamExecutionEnvironment env) {
        configure(env);
        TopicSettings topics = settings.topics();
        ItemCopies copies = settings.copies();
        boolean carryRaw = !settings.idleness().isZero();

        var behaviors =
                behaviorSource(env)
                        .transform(
                                "behavior gate",
                                Types.ARRIVAL,
                                new GateOperator<>(
                                        new BehaviorGate(
                                                settings.behaviorOutOfOrderness(),
                                                carryRaw,
                                                input(topics.names().behavior()),
                                                topics)))
                        .setParallelism(sourceParallelism(topics.names().behavior()))
                        .uid("behavior-gate");
        var items =
                itemSource(env)
                        .transform(
                                "item gate",
                                Types.ITEM_COPY,
                                new GateOperator<>(
                                        new ItemGate(
                                                settings.itemOutOfOrderness(),
                                                base,
                                                settings.copies(),
                                                carryRaw,
                                                input(topics.names().item()),
                                                topics)))
                        .setParallelism(sourceParallelism(topics.names().item()))
                        .uid("item-gate");
        var joined =
                counted(behaviors)
                        .keyBy(arrival -> copies.key(arrival.behavior()))
                        .connect(items.keyBy(copies::key))
                        .transform(
                                "item join",
                                Types.USER_INPUT,
                                new ItemJoin(settings.epochs(), copies, topics))
                        .uid("item-join");
        var requests =
                joined.union(behaviors.getSideOutput(BehaviorGate.ERASURES))
                        .keyBy(UserInput::userId)
                        .transform(
                                "user profiler",
                                Types.REQUEST,
                                new UserProfiler(settings.positives(), settings.epochs()))
                        .uid("user-profiler");
        var changes =
                requests.getSideOutput(UserProfiler.DONOR_CHANGES)
                        .union(joined.getSideOutput(ItemJoin.ITEM_CHANGES))
                        .connect(modelSource(env))
                        .transform(
                                "model gate",
                                Types.INDEX_CHANGE,
                                new ModelGate(
                                        base.id(), settings.epochs(), extent.bounded(), topics))
                        .setParallelism(1)
                        .setMaxParallelism(1)
                        .uid("model-gate");

        augment(wanted(requests), changes)
                .sinkTo(kafka.sink(topics.names().output()))
                .name("augmented sequences")
                .uid("augmented-sequences");
        behaviors
                .getSideOutput(Gate.DEAD_LETTERS)
                .union(
                        items.getSideOutput(Gate.DEAD_LETTERS),
                        changes.getSideOutput(Gate.DEAD_LETTERS),
                        joined.getSideOutput(Gate.DEAD_LETTERS))
                .sinkTo(kafka.sink(topics.names().deadLetter()))
                .name("dead letters")
                .uid("dead-letters");
    }

    private void configure(StreamExecutionEnvironment env) {
        Configuration config = new Configuration();
        // A bounded run streams too: BATCH would read the whole broadcast side first, the future
        // of every request included.
        config.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(PipelineOptions.GENERIC_TYPES, false);
        // Everything on a stream is immutable.
        config.set(PipelineOptions.OBJECT_REUSE, true);
        config.set(PipelineOptions.MAX_PARALLELISM, settings.maxParallelism());
        config.set(PipelineOptions.NAME, NAME);
        // The client's, which is often a `mars run` that has no configuration file of Flink's: a
        // cluster's own says nothing of these.
        ReadableConfig set = env.getConfiguration();
        // Without it Flink reads operator state byte by byte, with a system call for each: of
        // 50,000 donors for half a minute, at every restart.
        setIfOpen(config, set, ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        // An output passes three shuffles, and before each a buffer that is not full waits so long:
        // the default, 100 ms, were three quarters of the median latency.
        setIfOpen(config, set, ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        if (!extent.bounded()) {
            // A job that was cancelled, or failed for good, goes on from its last checkpoint.
            setIfOpen(
                    config,
                    set,
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        // What is in flight is in no state: see KnownDonors and EpochQueue.
        config.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        env.configure(config);
        env.setParallelism(settings.parallelism());
        env.enableCheckpointing(
                settings.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
    }

    private static <T> void setIfOpen(
            Configuration config, ReadableConfig set, ConfigOption<T> option, T value) {
        if (set.getOptional(option).isEmpty()) {
            config.set(option, value);
        }
    }

    /** Those that a replay's outputs follow from. */
    private DataStream<Arrival> counted(SingleOutputStreamOperator<Arrival> behaviors) {
        Extent span = extent;
        return !span.isSpan()
                ? behaviors
                : behaviors
                        .filter(arrival -> span.counts(arrival.behavior().eventTime()))
                        .setParallelism(behaviors.getParallelism())
                        .name("behaviors of the span")
                        .uid("behavior-span");
    }

    /** Those that a replay writes; the others are let go before anything is retrieved for them. */
    private DataStream<Request> wanted(SingleOutputStreamOperator<Request> requests) {
        Extent span = extent;
        return !span.isSpan()
                ? requests
                : requests.filter(request -> span.writes(request.asOf()))
                        .name("requests of the span")
                        .uid("request-span");
    }

    private DataStream<Inbound<Behavior>> behaviorSource(StreamExecutionEnvironment env) {
        String topic = settings.topics().names().behavior();
        var rules = new BehaviorRules(settings.positives().weights(), settings.maxAhead());
        return source(
                env,
                kafka.source(
                        topic,
                        settings.topics().behaviorConsumer(),
                        InboundDeserializer.behaviors(settings.topics(), rules),
                        behaviorStart()),
                settings.behaviorOutOfOrderness(),
                topic);
    }

    private OffsetsInitializer behaviorStart() {
        long start = extent.startTimestamp(settings.maxAhead());
        return start == 0 ? OffsetsInitializer.earliest() : OffsetsInitializer.timestamp(start);
    }

    private DataStream<Inbound<ItemFeatures>> itemSource(StreamExecutionEnvironment env) {
        String topic = settings.topics().names().item();
        var rules =
                new ItemRules(
                        base.text() == null ? 0 : base.text().inputDimensions(),
                        base.image() == null ? 0 : base.image().inputDimensions(),
                        settings.maxAhead());
        return source(
                env,
                kafka.source(
                        topic,
                        settings.topics().consumer(null),
                        InboundDeserializer.items(settings.topics(), rules, base)),
                settings.itemOutOfOrderness(),
                topic);
    }

    private <T> DataStream<Inbound<T>> source(
            StreamExecutionEnvironment env,
            KafkaSource<Inbound<T>> source,
            long outOfOrderness,
            String topic) {
        WatermarkStrategy<Inbound<T>> watermarks =
                WatermarkStrategy.<Inbound<T>>forGenerator(
                                context -> new PartitionProgress<>(outOfOrderness))
                        .withTimestampAssigner((inbound, timestamp) -> inbound.time());
        if (!extent.bounded() && !settings.idleness().isZero()) {
            watermarks = watermarks.withIdleness(settings.idleness());
        }
        return env.fromSource(
                        new AssignedPartitions<>(endingIfBounded(source, Inbound::ended)),
                        watermarks,
                        topic,
                        source.getProducedType())
                .setParallelism(sourceParallelism(topic))
                .uid(uid(topic));
    }

    private <T> Source<T, KafkaPartitionSplit, KafkaSourceEnumState> endingIfBounded(
            KafkaSource<T> source, SerializableSupplier<T> last) {
        return extent.bounded() ? new EndingTogether<>(source, last) : source;
    }

    /** Nobody waits for models: they are chosen by event time, not by arrival. */
    private SingleOutputStreamOperator<RawRecord> modelSource(StreamExecutionEnvironment env) {
        String topic = settings.topics().names().model();
        KafkaSource<RawRecord> source =
                kafka.source(topic, settings.topics().modelConsumer(null), new RawDeserializer());
        return env.fromSource(
                        endingIfBounded(source, null),
                        WatermarkStrategy.noWatermarks(),
                        topic,
                        source.getProducedType())
                .setParallelism(1)
                .uid("model-source");
    }

    private String uid(String topic) {
        return topic.equals(settings.topics().names().behavior())
                ? "behavior-source"
                : "item-source";
    }

    private InputTopic input(String topic) {
        return new InputTopic(topic, partitions.get(topic));
    }

    private int sourceParallelism(String topic) {
        return Math.min(settings.parallelism(), partitions.get(topic));
    }

    private DataStream<Outgoing> augment(
            DataStream<Request> requests, DataStream<IndexChange> changes) {
        var augmenter =
                new AugmenterSettings(
                        base,
                        settings.epochs(),
                        settings.retrieval(),
                        settings.positives().length(),
                        settings.donorIds(),
                        extent.bounded() || settings.idleness().isZero(),
                        settings.topics());
        if (settings.index() == IndexMode.SHARDED) {
            return new ShardedIndex(augmenter).outputs(requests, changes);
        }
        return new BroadcastSide<>(changes)
                .beside(
                        requests.keyBy(Request::userId),
                        new SequenceAugmenter(augmenter),
                        Types.OUTGOING,
                        "sequence augmenter",
                        "sequence-augmenter");
    }
}
