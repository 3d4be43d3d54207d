// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.TopicNames;
import dev.mars.topic.avro.AugmentationStatus;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page on this machine that shows what MARS does: users with their sequences, rates, the index of
 * the running job, the newest model's space, dead letters. It reads the topics as any consumer does
 * and changes nothing.
 *
 * <p>It holds a line for each of the {@value UserBook#MOST} users answered last, the {@value
 * LetterBook#MOST} dead letters of each reason and the {@value ItemBook#TITLES} titles read last,
 * and reads the whole of an output where it stands when somebody looks at it.
 */
public final class Inspector implements AutoCloseable {
    private static final int LISTED = 50;
    private static final long RATE_WINDOW_MS = 10_000;

    private final InspectorSettings settings;
    private final Watch watch;
    private final FlinkJob job;
    private final LocalServer server;

    private Inspector(InspectorSettings settings) throws IOException {
        this.settings = settings;
        job = new FlinkJob(settings.flink());
        Map<String, LocalServer.Route> routes = Assets.routes();
        routes.put("/api/state", query -> state());
        routes.put("/api/users", this::users);
        routes.put("/api/user", this::user);
        routes.put("/api/rates", query -> rates());
        routes.put("/api/job", query -> Answer.json(job.state()));
        routes.put("/api/space", query -> space());
        routes.put("/api/dead-letters", query -> deadLetters());
        // The port first: without it there is nothing to watch for.
        server = new LocalServer(settings.port(), routes);
        watch = new Watch(settings.topics());
        server.start();
    }

    /**
     * Starts it; returns as soon as it answers, while it still reads the topics.
     *
     * @throws IOException if the port is in use
     */
    public static Inspector start(InspectorSettings settings) throws IOException {
        return new Inspector(settings);
    }

    /** Where the page is. */
    public URI uri() {
        return server.uri();
    }

    /**
     * What is watched, and how far the topics have been read.
     *
     * @param flink where people find it; null if none is known
     */
    private record State(
            String kafka,
            String registry,
            String flink,
            TopicNames topics,
            List<Follower.State> reading,
            int users,
            int mostUsers,
            int titles,
            boolean donors) {}

    private Answer state() {
        return Answer.json(
                new State(
                        settings.topics().bootstrapServers(),
                        settings.topics().registryUrl().replaceAll("//[^/@]*@", "//"),
                        settings.flink() == null ? null : settings.flink().toString(),
                        settings.topics().names(),
                        watch.states(),
                        watch.users.size(),
                        UserBook.MOST,
                        watch.items.titles(),
                        settings.donors()));
    }

    private Answer users(Query query) {
        return Answer.json(watch.users.search(query.get("q"), status(query), LISTED));
    }

    private static AugmentationStatus status(Query query) {
        String wanted = query.get("status");
        if (wanted.isEmpty()) {
            return null;
        }
        return Arrays.stream(AugmentationStatus.values())
                .filter(status -> status.name().equals(wanted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "status is '%s'; it must be one of %s, or left out"
                                                .formatted(
                                                        wanted,
                                                        Arrays.toString(
                                                                AugmentationStatus.values()))));
    }

    private Answer user(Query query) throws IOException {
        String id = query.get("id");
        Optional<UserRow> row = watch.users.find(id);
        if (row.isEmpty()) {
            return Answer.problem(
                    404,
                    "no output of user '%s' is known: there was none among the last %,d on %s, or the user was erased"
                            .formatted(id, Watch.OUTPUTS, settings.topics().names().output()));
        }
        return watch.sequence(row.get())
                .map(
                        sequence ->
                                Answer.json(
                                        SequenceView.of(
                                                sequence,
                                                watch.items::title,
                                                watch.users::find,
                                                settings.donors())))
                .orElseGet(
                        () ->
                                Answer.problem(
                                        404,
                                        "the last output of user '%s' is not on %s any more, or did not come within 5 s"
                                                .formatted(
                                                        id, settings.topics().names().output())));
    }

    /**
     * @param now over the last ten seconds; null before the second sample
     * @param written since the beginning of the topics; null before the first sample
     */
    private record RatesNow(
            Rates.Point now, Rates.Sample written, List<Rates.Point> points, String problem) {}

    private Answer rates() {
        Rates rates = watch.rates.rates();
        return Answer.json(
                new RatesNow(
                        rates.over(RATE_WINDOW_MS),
                        rates.last(),
                        rates.points(),
                        watch.rates.problem()));
    }

    private Answer space() {
        return Answer.json(watch.models.plots());
    }

    /**
     * @param byReason how many were read
     * @param most that are held of each reason
     */
    private record Letters(Map<String, Long> byReason, int most, List<LetterBook.Row> letters) {}

    private Answer deadLetters() {
        LetterBook book = watch.letters;
        return Answer.json(new Letters(book.byReason(), LetterBook.MOST, book.newestFirst()));
    }

    @Override
    public void close() {
        server.close();
        watch.close();
    }
}
