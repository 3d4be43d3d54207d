// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.ModelReader;
import dev.mars.topic.RawRecord;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Follows the topics and keeps of them what the page shows: of outputs the last {@value #OUTPUTS}
 * and what comes, of items the last {@value ItemBook#TITLES}, and more where these are heartbeats
 * only. A record that cannot be decoded is passed over; the job makes a dead letter of it, and that
 * is shown.
 */
final class Watch implements AutoCloseable {
    /** Of all partitions together: a user has several, and {@link UserBook#MOST} are kept. */
    static final long OUTPUTS = 500_000;

    private static final int MODELS = 10;

    /** The default of 50 MB a fetch is for consumers that have more memory. */
    private static final String FETCH_BYTES = String.valueOf(8 << 20);

    private final SchemaRegistry registry;
    private final RecordPlace places;
    private final AvroFormat<AugmentedSequence> sequences;
    final UserBook users = new UserBook();
    final LetterBook letters = new LetterBook();
    final ItemBook items = new ItemBook();
    final ModelPlots models = new ModelPlots(items);
    final RateSampler rates;
    private final List<Follower> followers;

    Watch(TopicSettings settings) {
        TopicNames names = settings.names();
        registry = settings.registry();
        sequences = AvroFormat.reader(AugmentedSequence.class, registry);
        Properties consumer = settings.consumer(null);
        consumer.setProperty("isolation.level", "read_committed");
        consumer.setProperty("fetch.max.bytes", FETCH_BYTES);
        Properties single = new Properties();
        single.putAll(consumer);
        single.setProperty("max.poll.records", "1");
        places = new RecordPlace(single, names.output());
        rates = new RateSampler(settings);
        Supplier<Consumer<byte[], byte[]>> clients = () -> new KafkaConsumer<>(consumer);
        ModelReader modelReader = new ModelReader(registry);
        followers =
                List.of(
                        new Follower(settings, clients, names.output(), OUTPUTS, outputs()),
                        new Follower(
                                settings,
                                clients,
                                names.deadLetter(),
                                LetterBook.READ,
                                decoded(
                                        DeadLetter.class,
                                        (letter, raw) -> letters.add(letter),
                                        raw -> {})),
                        new Follower(
                                settings,
                                clients,
                                names.item(),
                                ItemBook.TITLES,
                                decoded(
                                        ItemModality.class,
                                        (item, raw) -> {
                                            if (!item.getHeartbeat()) {
                                                items.add(item);
                                            }
                                        },
                                        raw -> items.retire(key(raw))),
                                () -> !items.isEmpty()),
                        new Follower(
                                settings,
                                () -> new KafkaConsumer<>(settings.modelConsumer(null)),
                                names.model(),
                                MODELS,
                                raw -> models.add(modelReader.read(raw))));
    }

    private Follower.Sink outputs() {
        return decoded(
                AugmentedSequence.class,
                (sequence, raw) -> users.add(UserRow.of(sequence, raw.partition(), raw.offset())),
                raw -> users.erase(key(raw)));
    }

    /** Takes a value with its record to one place, and a record without value to another. */
    private <T extends SpecificRecord> Follower.Sink decoded(
            Class<T> type, BiConsumer<T, RawRecord> values, Follower.Sink tombstones) {
        AvroFormat<T> format = AvroFormat.reader(type, registry);
        return raw -> {
            if (raw.value() == null) {
                tombstones.accept(raw);
                return;
            }
            try {
                values.accept(format.decode(raw.value()), raw);
            } catch (RejectedException e) {
                // Passed over.
            }
        };
    }

    private static String key(RawRecord raw) {
        return raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    }

    /**
     * The whole of a user's latest output.
     *
     * @return empty if it is not on its topic any more
     */
    Optional<AugmentedSequence> sequence(UserRow row) throws IOException {
        Optional<RawRecord> raw = places.read(row.partition(), row.offset());
        if (raw.isEmpty() || raw.get().value() == null) {
            return Optional.empty();
        }
        try {
            synchronized (sequences) {
                return Optional.of(sequences.decode(raw.get().value()));
            }
        } catch (RejectedException e) {
            throw new IOException("the output cannot be read: " + e.getMessage(), e);
        }
    }

    List<Follower.State> states() {
        return followers.stream().map(Follower::state).toList();
    }

    @Override
    public void close() {
        followers.forEach(Follower::close);
        rates.close();
        places.close();
        registry.close();
    }
}
