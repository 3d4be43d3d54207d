package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import dev.mars.config.MarsOptions;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** The models that have been published, and the place to publish another. */
public final class ModelTopic {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);

    /** Room for the record's and the batch's own bytes around key and value. */
    private static final int OVERHEAD = 1024;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicSettings settings;
    private final SchemaRegistry registry;
    private final String topic;

    public ModelTopic(TopicSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.topic = settings.names().model();
    }

    /**
     * Every model that is on the topic now, by base id and then version. A record that is no model
     * is passed over with a warning in the log; a job's own source makes a dead letter of it.
     *
     * @return perhaps empty
     * @throws IOException if there is no such topic, or Kafka or the registry cannot be reached
     */
    public List<AlignmentModel> readAll() throws IOException {
        ModelReader reader = new ModelReader(registry);
        Map<String, AlignmentModel> models = new TreeMap<>();
        for (RawRecord raw : records()) {
            Inbound<AlignmentModel> read = reader.read(raw);
            switch (read.kind()) {
                case VALUE -> models.put(read.id(), read.value());
                case TOMBSTONE -> models.remove(read.id());
                default ->
                        LOG.warn(
                                "Record {} of {}, partition {}, is no model: {}",
                                raw.offset(),
                                topic,
                                raw.partition(),
                                read.rejection());
            }
        }
        List<AlignmentModel> sorted = new ArrayList<>(models.values());
        sorted.sort(
                Comparator.comparing((AlignmentModel model) -> model.base().id())
                        .thenComparing(AlignmentModel::version));
        return sorted;
    }

    /**
     * Writes a model and waits until the brokers have it.
     *
     * @return the record's offset
     * @throws IOException if the model is larger than mars.topic.model.max-bytes, or Kafka or the
     *     registry cannot be reached
     */
    public long publish(AlignmentModel model) throws IOException {
        byte[] key = ModelReader.key(model);
        byte[] value =
                AvroFormat.of(dev.mars.topic.avro.AlignmentModel.class, registry, topic)
                        .encode(ModelFormat.published(model));
        requireSize(key.length + value.length + OVERHEAD, settings.modelMaxBytes());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.modelProducer())) {
            return producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while publishing a model");
        } catch (ExecutionException e) {
            throw KafkaFailure.of("publishing a model", settings, e.getCause());
        } catch (KafkaException e) {
            throw KafkaFailure.of("publishing a model", settings, e);
        }
    }

    static void requireSize(int bytes, int most) throws IOException {
        if (bytes > most) {
            throw new IOException(
                    ("The model has %s bytes; the model topic and its clients "
                                    + "take %s (%s): raise it here and the topic's "
                                    + "max.message.bytes, or train with fewer dimensions (%s)")
                            .formatted(
                                    bytes,
                                    most,
                                    MarsOptions.MODEL_MAX_BYTES.key(),
                                    MarsOptions.DIMENSIONS.key()));
        }
    }

    private List<RawRecord> records() throws IOException {
        List<RawRecord> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.modelConsumer(null))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic, PATIENCE).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw KafkaFailure.missing(topic, settings);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            long quietSince = System.nanoTime();
            while (!reached(consumer, ends)) {
                int before = records.size();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records.add(RawRecord.of(record));
                }
                if (records.size() > before) {
                    quietSince = System.nanoTime();
                } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
                    throw new IOException(
                            ("Kafka at %s gave nothing more of topic %s for %s "
                                            + "s before its end; check the broker's log")
                                    .formatted(
                                            settings.bootstrapServers(),
                                            topic,
                                            PATIENCE.toSeconds()));
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.of("reading topic " + topic, settings, e);
        }
        return records;
    }

    private static boolean reached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }
}
