// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.config.MarsOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that have been published, and the place to publish another. */
public final class ModelTopic {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);

    /** Room for the record's and the batch's own bytes around key and value. */
    private static final int OVERHEAD = 1024;

    private final TopicSettings settings;
    private final SchemaRegistry registry;
    private final String topic;

    public ModelTopic(TopicSettings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
        this.topic = settings.names().model();
    }

    /**
     * Every model that is on the topic now, in the order of publication. A record that is no model
     * is passed over with a warning in the log; a job's own source makes a dead letter of it.
     *
     * @return perhaps empty
     * @throws IOException if there is no such topic, or Kafka or the registry cannot be reached
     */
    public List<AlignmentModel> readAll() throws IOException {
        List<RawRecord> records = new ArrayList<>();
        TopicScan.ofModels(settings).forEach(records::add);
        ModelReader reader = new ModelReader(registry);
        Map<String, AlignmentModel> models = new LinkedHashMap<>();
        for (RawRecord raw : records) {
            Inbound<AlignmentModel> read = reader.read(raw);
            switch (read.kind()) {
                case VALUE -> {
                    models.remove(read.id());
                    models.put(read.id(), read.value());
                }
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
        return List.copyOf(models.values());
    }

    /**
     * The base that a job runs on.
     *
     * @param id of it; null for that of the model which was published last
     * @throws IllegalStateException if there is no model, or none of this base
     * @throws IOException if there is no such topic, or Kafka or the registry cannot be reached
     */
    public Base base(String id) throws IOException {
        return base(id, readAll(), topic);
    }

    static Base base(String id, List<AlignmentModel> models, String topic) {
        if (models.isEmpty()) {
            throw new IllegalStateException(
                    "topic %s holds no model; a job needs one. Train one first: mars train"
                            .formatted(topic));
        }
        Map<String, Base> bases = new LinkedHashMap<>();
        models.forEach(model -> bases.put(model.base().id(), model.base()));
        if (id == null) {
            return models.get(models.size() - 1).base();
        }
        if (!bases.containsKey(id)) {
            throw new IllegalStateException(
                    "%s is %s; topic %s has models of %s: set it to one of these, or leave it out for the newest"
                            .formatted(
                                    MarsOptions.MODEL_BASE.key(),
                                    id,
                                    topic,
                                    String.join(", ", bases.keySet())));
        }
        return bases.get(id);
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
                    "The model has %d bytes; the model topic and its clients take %d (%s): raise it here and the topic's max.message.bytes, or train with fewer dimensions (%s)"
                            .formatted(
                                    bytes,
                                    most,
                                    MarsOptions.MODEL_MAX_BYTES.key(),
                                    MarsOptions.DIMENSIONS.key()));
        }
    }
}
