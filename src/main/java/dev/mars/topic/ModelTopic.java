// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.config.MarsOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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
        return history().models();
    }

    /** The same, with the versions that have been there before. */
    public ModelHistory history() throws IOException {
        ModelReader reader = new ModelReader(registry);
        Map<String, AlignmentModel> models = new LinkedHashMap<>();
        Map<String, Long> versions = new HashMap<>();
        // A base is most of a model, and all of its models have it.
        Map<String, Base> bases = new HashMap<>();
        TopicScan.ofModels(settings)
                .forEach(
                        raw -> {
                            Inbound<AlignmentModel> read = reader.read(raw);
                            if (read.kind() == Inbound.Kind.REJECTED) {
                                warn(raw, read);
                                return;
                            }
                            ModelFormat.Key key = ModelFormat.parsed(read.id());
                            if (key != null) {
                                versions.merge(key.baseId(), key.version(), Math::max);
                            }
                            models.remove(read.id());
                            if (read.kind() == Inbound.Kind.VALUE) {
                                AlignmentModel model = read.value();
                                Base base =
                                        bases.computeIfAbsent(
                                                model.base().id(), id -> model.base());
                                models.put(read.id(), model.on(base));
                            }
                        });
        return new ModelHistory(List.copyOf(models.values()), versions);
    }

    private void warn(RawRecord raw, Inbound<AlignmentModel> read) {
        LOG.warn(
                "Record {} of {}, partition {}, is no model: {}",
                raw.offset(),
                topic,
                raw.partition(),
                read.rejection());
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
        return send(key, value);
    }

    /**
     * Makes way for another model that was published under the same version before this one, by
     * somebody who trained at the same time. Jobs keep the first, so a replay has to find it too:
     * but compaction keeps the last. So the first is written once more.
     *
     * @param offset that {@link #publish} gave
     * @return whether there was one; publish this one under the next version then
     */
    public boolean makesWay(AlignmentModel model, long offset) throws IOException {
        byte[] key = ModelReader.key(model);
        AtomicReference<RawRecord> first = new AtomicReference<>();
        AtomicReference<RawRecord> own = new AtomicReference<>();
        TopicScan.ofModels(settings)
                .forEach(
                        raw -> {
                            if (!Arrays.equals(raw.key(), key) || raw.offset() > offset) {
                                return;
                            }
                            if (raw.offset() == offset) {
                                own.set(raw);
                            } else if (raw.value() == null) {
                                first.set(null);
                            } else {
                                first.compareAndSet(null, raw);
                            }
                        });
        if (first.get() == null
                || (own.get() != null && Arrays.equals(first.get().value(), own.get().value()))) {
            return false;
        }
        send(key, first.get().value());
        return true;
    }

    private long send(byte[] key, byte[] value) throws IOException {
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
