package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.alignment.TrainingSettings;
import dev.mars.config.MarsOptions;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ItemRules;
import dev.mars.topic.TopicSettings;
import java.util.Properties;
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
    private final TopicSettings topics;
    private final TrainingSettings settings;
    private final Configuration config;
    private final Base published;
    private final boolean ablation;

    /**
     * @param config of MARS
     * @param published the base to stay with, or null to train one
     * @param ablation true to compare variants of the training, and publish none
     */
    public TrainingJob(
            TopicSettings topics,
            TrainingSettings settings,
            Configuration config,
            Base published,
            boolean ablation) {
        this.topics = topics;
        this.settings = settings;
        this.config = config;
        this.published = published;
        this.ablation = ablation;
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
        int parallelism = Math.min(config.get(MarsOptions.PARALLELISM), partitions);
        env.setParallelism(parallelism);
        return env.fromSource(source(), WatermarkStrategy.noWatermarks(), topics.names().item())
                .uid("training-items")
                .process(new SamplePrefilter(settings.sample()), Types.INBOUND_ITEM)
                .name("sample prefilter")
                .uid("sample-prefilter")
                .transform(
                        "model training",
                        TrainingNews.TYPE,
                        new ModelTraining(topics, settings, config, published, ablation))
                .setParallelism(1)
                .uid("model-training");
    }

    private KafkaSource<Inbound<ItemFeatures>> source() {
        Properties properties = topics.clientProperties();
        properties.putIfAbsent("isolation.level", "read_committed");
        long maxAhead = config.get(MarsOptions.MAX_AHEAD).toMillis();
        ItemRules rules =
                published == null
                        ? new ItemRules(0, 0, maxAhead)
                        : ItemRules.of(published, maxAhead);
        return KafkaSource.<Inbound<ItemFeatures>>builder()
                .setBootstrapServers(topics.bootstrapServers())
                .setProperties(properties)
                .setClientIdPrefix("mars-training")
                .setTopics(topics.names().item())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(InboundDeserializer.items(topics, rules, published))
                .build();
    }
}
