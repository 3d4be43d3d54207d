// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import dev.mars.alignment.DescentSettings;
import dev.mars.alignment.Method;
import dev.mars.retrieval.Ranking;
import dev.mars.retrieval.Scoring;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * Every option of jobs and commands, with its unit and default; {@link LocalOptions} has those of
 * the local stack. Options that shape the output say so: two jobs write the same bytes only if
 * these agree.
 */
public final class MarsOptions {
    // ---- Kafka and the schema registry

    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            ConfigOptions.key("mars.kafka.bootstrap-servers")
                    .stringType()
                    .defaultValue("localhost:9092")
                    .withDescription("Kafka brokers, host:port separated by commas.");

    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
            ConfigOptions.key("mars.kafka.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Properties for every Kafka client, such as security.protocol. Set one as"
                                    + " mars.kafka.properties.NAME. A secret must be a reference,"
                                    + " ${env:NAME} or ${file:/path/to.properties:key}, see"
                                    + " security.md.");

    public static final ConfigOption<String> REGISTRY_URL =
            ConfigOptions.key("mars.registry.url")
                    .stringType()
                    .defaultValue("http://localhost:8081/apis/ccompat/v7")
                    .withDescription("Base URL of the Confluent-compatible schema registry API.");

    public static final ConfigOption<Map<String, String>> REGISTRY_PROPERTIES =
            ConfigOptions.key("mars.registry.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Properties for the registry client, such as basic.auth.user.info. The"
                                    + " same holds for secrets.");

    public static final ConfigOption<String> BEHAVIOR_TOPIC =
            topic("behavior", "user-behavior", "users' behaviours");
    public static final ConfigOption<String> ITEM_TOPIC =
            topic("item", "item-modality", "items' modality features");
    public static final ConfigOption<String> MODEL_TOPIC =
            topic("model", "alignment-model", "alignment models");
    public static final ConfigOption<String> OUTPUT_TOPIC =
            topic("output", "augmented-sequences", "augmented sequences");
    public static final ConfigOption<String> DEAD_LETTER_TOPIC =
            topic("dead-letter", "dead-letters", "records that could not be used");

    public static final ConfigOption<Integer> TOPIC_PARTITIONS =
            ConfigOptions.key("mars.topic.partitions")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Partitions of a topic that `mars topics` creates.");

    public static final ConfigOption<Integer> TOPIC_REPLICATION =
            ConfigOptions.key("mars.topic.replication-factor")
                    .intType()
                    .defaultValue(1)
                    .withDescription("Replicas of a topic that `mars topics` creates.");

    public static final ConfigOption<Duration> ITEM_COMPACTION_LAG =
            ConfigOptions.key("mars.topic.item.min-compaction-lag")
                    .durationType()
                    .defaultValue(Duration.ofDays(36_500))
                    .withDescription(
                            "Item versions younger than this are never compacted away; a replay"
                                    + " further back would miss versions. Kafka measures age by a"
                                    + " record's own timestamp, so the default keeps history that"
                                    + " is loaded with its old timestamps too; lower it to the"
                                    + " backfill horizon if all records are produced as they"
                                    + " happen.");

    public static final ConfigOption<MemorySize> MODEL_MAX_BYTES =
            ConfigOptions.key("mars.topic.model.max-bytes")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(16))
                    .withDescription("Largest model that the model topic and its clients take.");

    // ---- What a behaviour means (shapes the output)

    public static final ConfigOption<Map<String, String>> ACTIONS =
            ConfigOptions.key("mars.actions")
                    .mapType()
                    .defaultValue(
                            Map.of(
                                    "impression",
                                    "0",
                                    "click",
                                    "1",
                                    "like",
                                    "2",
                                    "share",
                                    "3",
                                    "purchase",
                                    "4"))
                    .withDescription(
                            "Weight of each action, 0 to 1e9; whatever is set replaces all of the default."
                                    + " An action above 0 is a positive; one that is not"
                                    + " listed is dead-lettered. Written as"
                                    + " impression:0,click:1,... Shapes the output.");

    public static final ConfigOption<Duration> MAX_AHEAD =
            ConfigOptions.key("mars.validation.max-ahead")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "A record whose event time is further ahead of its own Kafka timestamp is"
                                    + " dead-lettered. Shapes the output.");

    // ---- Time (shapes the output)

    public static final ConfigOption<Duration> EPOCH =
            ConfigOptions.key("mars.epoch")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "Length of an epoch, aligned to UTC. Donor updates become visible at"
                                    + " epoch boundaries. Fixed for the life of a job's state."
                                    + " Shapes the output.");

    public static final ConfigOption<Duration> BEHAVIOR_OUT_OF_ORDERNESS =
            ConfigOptions.key("mars.behavior.out-of-orderness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How far a behaviour may lie behind the newest of its partition before it"
                                    + " is LATE. Every output waits this long. Shapes the output.");

    public static final ConfigOption<Duration> ITEM_OUT_OF_ORDERNESS =
            ConfigOptions.key("mars.item.out-of-orderness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("The same for item versions. Shapes the output.");

    public static final ConfigOption<Duration> IDLENESS =
            ConfigOptions.key("mars.idleness")
                    .durationType()
                    .defaultValue(Duration.ZERO)
                    .withDescription(
                            "After this long without a record, in processing time, a partition no"
                                    + " longer holds the others back; 0 turns that off. With it on,"
                                    + " output may differ from a replay's: records that come back"
                                    + " behind the watermark are dead-lettered as BEHIND_WATERMARK."
                                    + " While all of user-behavior is idle, event time stands still."
                                    + " Do not turn it off over state that was made with it."
                                    + " Not with a sharded index or copies of items."
                                    + " Producers' heartbeats need no such exception.");

    public static final ConfigOption<Integer> ITEM_COPIES =
            ConfigOptions.key("mars.item-join.copies")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Keys that share an item's behaviours (salting). More than 1 spreads"
                                    + " hot items over as many subtasks, and costs as many copies of"
                                    + " every item's state. It does not show in the output. Fixed for"
                                    + " the life of a job's state.");

    // ---- Evidence and activity (shape the output)

    public static final ConfigOption<Duration> HALF_LIFE =
            ConfigOptions.key("mars.profile.half-life")
                    .durationType()
                    .defaultValue(Duration.ofDays(90))
                    .withDescription(
                            "Time in which evidence and activity halve; 0 = no decay. Shapes the"
                                    + " output.");

    public static final ConfigOption<Double> ACTIVITY_LOW =
            ConfigOptions.key("mars.profile.low")
                    .doubleType()
                    .defaultValue(10.0)
                    .withDescription(
                            "Users are LOW below this decayed count of positives. Shapes the output.");

    public static final ConfigOption<Double> ACTIVITY_HIGH =
            ConfigOptions.key("mars.profile.high")
                    .doubleType()
                    .defaultValue(20.0)
                    .withDescription(
                            "Users are HIGH, and donors, from this one. Shapes the output.");

    public static final ConfigOption<Double> HYSTERESIS =
            ConfigOptions.key("mars.profile.hysteresis")
                    .doubleType()
                    .defaultValue(0.8)
                    .withDescription(
                            "A tier is left downward at this share of its threshold, in (0, 1]."
                                    + " Shapes the output.");

    public static final ConfigOption<Integer> SEQUENCE_LENGTH =
            ConfigOptions.key("mars.profile.sequence-length")
                    .intType()
                    .defaultValue(100)
                    .withDescription("Last positives kept of each user. Shapes the output.");

    public static final ConfigOption<Duration> EXPIRE_AFTER =
            ConfigOptions.key("mars.profile.expire-after")
                    .durationType()
                    .defaultValue(Duration.ZERO)
                    .withDescription(
                            "A user without a behaviour for this long, in event time, is forgotten;"
                                    + " 0 = never. Shapes the output.");

    // ---- Retrieval (shapes the output)

    public static final ConfigOption<Ranking> DONOR_RANKING =
            ConfigOptions.key("mars.retrieval.donors")
                    .enumType(Ranking.class)
                    .defaultValue(Ranking.ITEM_SETS)
                    .withDescription(
                            "item-sets ranks donors by set-to-set similarity of items; user-embedding"
                                    + " by cosine of user embeddings; random draws them by a hash, as a"
                                    + " control. Shapes the output.");

    public static final ConfigOption<Integer> OWN_ITEMS =
            retrieval("own-items", 20, "Last distinct items of a user that are compared.");
    public static final ConfigOption<Integer> NEIGHBOURS =
            retrieval("neighbours", 8, "n, nearest held items of each own item.");
    public static final ConfigOption<Integer> POSTINGS =
            retrieval("postings", 400, "Donors of an item that are walked at most.");
    public static final ConfigOption<Integer> DONORS =
            retrieval("top-donors", 50, "K, donors whose items are concentrated.");
    public static final ConfigOption<Integer> AUGMENTED_ITEMS =
            retrieval("items", 50, "M, items of an augmented sequence at most.");
    public static final ConfigOption<Integer> MIN_SUPPORTERS =
            retrieval(
                    "min-supporters",
                    2,
                    "Donors that must hold an item before it is shown; also the privacy floor.");

    public static final ConfigOption<Double> TEMPERATURE =
            ConfigOptions.key("mars.retrieval.temperature")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "tau of the softmax over donors' similarities. Shapes the output.");

    public static final ConfigOption<Double> SCORE_FLOOR =
            ConfigOptions.key("mars.retrieval.score-floor")
                    .doubleType()
                    .defaultValue(0.05)
                    .withDescription(
                            "c of the score's denominator: keeps rare items from dividing by"
                                    + " nothing. Shapes the output.");

    public static final ConfigOption<Scoring> SCORE =
            ConfigOptions.key("mars.retrieval.score")
                    .enumType(Scoring.class)
                    .defaultValue(Scoring.ABOVE_CHANCE)
                    .withDescription(
                            "above-chance scores an item by how far its weight among the retrieved"
                                    + " donors stands above its share of all donors, in about"
                                    + " standard deviations; votes by that weight alone, as a"
                                    + " control. Shapes the output.");

    public static final ConfigOption<IndexMode> INDEX_MODE =
            ConfigOptions.key("mars.index.mode")
                    .enumType(IndexMode.class)
                    .defaultValue(IndexMode.REPLICATED)
                    .withDescription(
                            "replicated keeps all donors on each subtask; sharded, a share of them,"
                                    + " for more donors than one TaskManager can hold. The outputs"
                                    + " are the same, but the state is not: a job that is to change"
                                    + " starts anew.");

    public static final ConfigOption<Boolean> DONOR_IDS =
            ConfigOptions.key("mars.output.donor-ids")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Publish the donors' user ids in each output. Shapes the output.");

    // ---- The model

    public static final ConfigOption<Integer> DIMENSIONS =
            ConfigOptions.key("mars.model.dimensions")
                    .intType()
                    .defaultValue(64)
                    .withDescription("d, dimensions of the base and of the unified space.");

    public static final ConfigOption<Long> MODEL_SEED =
            ConfigOptions.key("mars.model.seed")
                    .longType()
                    .defaultValue(1L)
                    .withDescription("Seed of the training; the same items give the same model.");

    public static final ConfigOption<Integer> MODEL_SAMPLE =
            ConfigOptions.key("mars.model.sample")
                    .intType()
                    .defaultValue(50_000)
                    .withDescription("Items trained on at most, sampled by a hash of their ids.");

    public static final ConfigOption<Double> CCA_RIDGE =
            ConfigOptions.key("mars.model.cca-ridge")
                    .doubleType()
                    .defaultValue(3.0)
                    .withDescription(
                            "Ridge of the CCA, as a share of the mean variance of a base dimension.");

    public static final ConfigOption<Method> MODEL_METHOD =
            ConfigOptions.key("mars.model.method")
                    .enumType(Method.class)
                    .defaultValue(Method.STEIN)
                    .withDescription(
                            "stein trains with contrast and the Stein term from CCA on; cca stops at"
                                    + " CCA; pca leaves the base as it is, unaligned, which the gate"
                                    + " always refuses. The last two are controls.");

    public static final ConfigOption<Integer> DESCENT_STEPS =
            ConfigOptions.key("mars.model.descent.steps")
                    .intType()
                    .defaultValue(DescentSettings.DEFAULT.steps())
                    .withDescription(
                            "Steps of Adam from CCA on, at most; 0 leaves CCA as it is. Each sees a"
                                    + " batch, and no pair is seen more than 100 times.");

    public static final ConfigOption<Integer> DESCENT_BATCH =
            ConfigOptions.key("mars.model.descent.batch")
                    .intType()
                    .defaultValue(DescentSettings.DEFAULT.batch())
                    .withDescription("Pairs that a step sees; a step costs the square of them.");

    public static final ConfigOption<Double> LEARNING_RATE =
            ConfigOptions.key("mars.model.descent.learning-rate")
                    .doubleType()
                    .defaultValue(DescentSettings.DEFAULT.learningRate())
                    .withDescription("Of the first step; falls to 0 along half a cosine.");

    public static final ConfigOption<Double> CONTRAST_TEMPERATURE =
            ConfigOptions.key("mars.model.descent.temperature")
                    .doubleType()
                    .defaultValue(DescentSettings.DEFAULT.temperature())
                    .withDescription(
                            "tau of the contrastive loss; less looks at the closest rivals only.");

    public static final ConfigOption<Double> MATCH_WEIGHT =
            ConfigOptions.key("mars.model.descent.match-weight")
                    .doubleType()
                    .defaultValue(DescentSettings.DEFAULT.matchWeight())
                    .withDescription("lambda_m, weight of the partners' mean squared distance.");

    public static final ConfigOption<Double> STEIN_WEIGHT =
            ConfigOptions.key("mars.model.descent.stein-weight")
                    .doubleType()
                    .defaultValue(DescentSettings.DEFAULT.steinWeight())
                    .withDescription(
                            "lambda_k, weight of the Stein discrepancies to begin with; it is doubled,"
                                    + " up to three times, while KSD² does not fall.");

    public static final ConfigOption<String> MODEL_BASE =
            ConfigOptions.key("mars.model.base")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Base id that the job runs on, and that models are trained for; the newest"
                                    + " published base unless set. Pin it to restart or upgrade a job"
                                    + " after another base has been published.");

    public static final ConfigOption<Duration> MODEL_LEAD =
            ConfigOptions.key("mars.model.lead")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "How far ahead of the newest behaviour a further model of a base becomes"
                                    + " effective.");

    // ---- The job

    public static final ConfigOption<Integer> PARALLELISM =
            ConfigOptions.key("mars.job.parallelism")
                    .intType()
                    .defaultValue(2)
                    .withDescription("Subtasks of each operator. Does not shape the output.");

    public static final ConfigOption<Integer> MAX_PARALLELISM =
            ConfigOptions.key("mars.job.max-parallelism")
                    .intType()
                    .defaultValue(256)
                    .withDescription("Key groups. Fixed for the life of a job's state.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
            ConfigOptions.key("mars.job.checkpoint-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Time between checkpoints.");

    public static final ConfigOption<Delivery> DELIVERY =
            ConfigOptions.key("mars.output.delivery")
                    .enumType(Delivery.class)
                    .defaultValue(Delivery.AT_LEAST_ONCE)
                    .withDescription(
                            "at-least-once writes at once and may repeat a record after a failure, with"
                                    + " the same bytes; exactly-once writes Kafka transactions, seen by"
                                    + " read_committed readers after the next checkpoint.");

    public static final ConfigOption<String> TRANSACTION_PREFIX =
            ConfigOptions.key("mars.output.transactional-id-prefix")
                    .stringType()
                    .defaultValue("mars")
                    .withDescription("Prefix of transactional ids; unique per running job.");

    public static final ConfigOption<String> CONSUMER_GROUP =
            ConfigOptions.key("mars.kafka.group-id")
                    .stringType()
                    .defaultValue("mars")
                    .withDescription("Consumer group under which progress is shown.");

    public static final ConfigOption<String> DEFAULT_ACTION =
            ConfigOptions.key("mars.load.default-action")
                    .stringType()
                    .defaultValue("click")
                    .withDescription("Action of a loaded interaction that names none.");

    private static ConfigOption<String> topic(String name, String topic, String what) {
        return ConfigOptions.key("mars.topic." + name)
                .stringType()
                .defaultValue(topic)
                .withDescription("Topic of " + what + ".");
    }

    private static ConfigOption<Integer> retrieval(String name, int value, String what) {
        return ConfigOptions.key("mars.retrieval." + name)
                .intType()
                .defaultValue(value)
                .withDescription(what + " Shapes the output.");
    }

    private MarsOptions() {}
}
