// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.profile.Decay;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * The behaviours of a simulated world in a topic of their own: a history, then a backlog. Between
 * the two the thresholds of activity are chosen that give as many donors, and as many low-active
 * requests, as are wanted.
 *
 * <p>Event time runs as it would: so many users, acting so many times a day, make so many
 * behaviours an hour, whatever the size; and it ends some time before now, so that a live feed can
 * go on from there.
 */
final class World implements AutoCloseable {
    /** Impressions that are left out do not count, and a live feed takes some too. */
    private static final double SPARE = 2;

    private static final int SAMPLE = 400_000;

    private final BenchSettings settings;
    private final Configuration configuration;
    private final Simulator simulator;
    private final Levels levels;
    private final Shape shape;
    private final Acts acts;
    private final BehaviorSender sender;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private long last;
    private long perEpoch;
    private int usersThatActed;

    /**
     * Makes its topics.
     *
     * @param name that ends those of the topics
     */
    World(Bench bench, Items items, BenchSettings settings, String name, Shape shape)
            throws Exception {
        this.settings = settings;
        configuration = bench.configuration(name);
        long drawn = (long) (SPARE * (settings.history() + settings.backlog()));
        Duration span = Duration.ofSeconds(3600 * drawn / settings.perHour());
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(span);
        simulator = items.world(settings.users(), drawn, start, span);
        levels =
                new Levels(
                        settings.users(),
                        new Decay(configuration.get(MarsOptions.HALF_LIFE).toMillis()));
        this.shape = shape;
        acts = new Acts(shaped(), levels);
        TopicSettings topics = TopicSettings.from(configuration);
        try (TopicCreation all = new TopicCreation(topics)) {
            all.create(line -> {});
        }
        try (SchemaRegistry registry = topics.registry()) {
            sender = new BehaviorSender(topics, registry);
        }
    }

    private Iterator<Interaction> shaped() {
        AtomicLong number = new AtomicLong();
        return simulator
                .interactions()
                .map(act -> shape.of(act, number.getAndIncrement(), settings.users()))
                .iterator();
    }

    /** Sends the history, and sets the thresholds by what came of it. */
    void sendHistory() throws IOException {
        long started = System.nanoTime();
        double[] positives = new double[SAMPLE];
        double[] impressions = new double[SAMPLE];
        int ofPositives = 0;
        int ofImpressions = 0;
        long sampledFrom = settings.history() - Math.min(settings.history() / 4, SAMPLE);
        for (long i = 0; i < settings.history(); i++) {
            Interaction act = next();
            sender.send(act, act.eventTime());
            if (i >= sampledFrom) {
                if (Acts.isImpression(act)) {
                    impressions[ofImpressions++] = acts.level(act);
                } else {
                    positives[ofPositives++] = acts.level(act);
                }
            }
        }
        sender.flush();
        figures.put("loadHistorySeconds", Bench.secondsSince(started));
        LowShare share =
                new LowShare(
                        Statistics.sorted(positives, ofPositives),
                        Statistics.sorted(impressions, ofImpressions));
        double high = levels.reachedBy(settings.donors(), last);
        double low = share.threshold(settings.lowShare(), high);
        configuration.set(MarsOptions.ACTIVITY_HIGH, high);
        configuration.set(MarsOptions.ACTIVITY_LOW, low);
        acts.dropImpressionsBelow(low);
        usersThatActed = levels.acted();
        figures.put("usersThatActed", usersThatActed);
        figures.put("thresholdHigh", Statistics.rounded(high));
        figures.put("thresholdLow", Statistics.rounded(low));
        figures.put("lowActiveShareExpected", Statistics.rounded(share.below(low)));
    }

    void sendBacklog() throws IOException {
        long started = System.nanoTime();
        long from = last;
        for (long i = 0; i < settings.backlog(); i++) {
            Interaction act = next();
            sender.send(act, act.eventTime());
        }
        sender.flush();
        figures.put("loadBacklogSeconds", Bench.secondsSince(started));
        double epoch = configuration.get(MarsOptions.EPOCH).toMillis();
        perEpoch = Math.max(1, Math.round(settings.backlog() * epoch / (last - from)));
        figures.put("behaviorsPerEpoch", perEpoch);
    }

    /** Ends each partition with a heartbeat that lets the last output go. */
    void sendEnd() throws IOException {
        sender.end(last + configuration.get(MarsOptions.BEHAVIOR_OUT_OF_ORDERNESS).toMillis() + 1);
        sender.flush();
    }

    /** The next behaviour; from the start again when all were sent, for a feed without an end. */
    Interaction next() {
        if (!acts.hasNext()) {
            acts.again(shaped());
        }
        Interaction act = acts.next();
        last = act.eventTime();
        return act;
    }

    /**
     * Deletes every behaviour that is on the topic, so that a job which starts from the history
     * finds what comes from now on next.
     */
    void forgetBacklog() throws Exception {
        TopicSettings topics = TopicSettings.from(configuration);
        try (Topics all = new Topics(topics);
                Admin admin = Admin.create(topics.clientProperties())) {
            Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
            all.endOffsets(topics.names().behavior())
                    .forEach((p, end) -> before.put(p, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(before).all().get();
        }
    }

    BehaviorSender sender() {
        return sender;
    }

    /** Event time of the last behaviour so far. */
    long last() {
        return last;
    }

    BenchSettings settings() {
        return settings;
    }

    /** Users who have state at the end of the history. */
    int usersThatActed() {
        return usersThatActed;
    }

    /** Behaviours of the backlog in an epoch, on average. */
    long perEpoch() {
        return perEpoch;
    }

    /** Of jobs over this world's topics. */
    Configuration configuration() {
        return configuration;
    }

    Map<String, Object> figures() {
        return figures;
    }

    @Override
    public void close() {
        sender.close();
        simulator.close();
    }
}
