// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.TopicNames;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks every two seconds how long the topics are, on a thread of its own. */
final class RateSampler implements AutoCloseable {
    private static final long EVERY_MS = 2_000;

    private final TopicSettings settings;
    private final Rates rates = new Rates();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String problem = "the topics have not been asked yet";

    RateSampler(TopicSettings settings) {
        this.settings = settings;
        Thread thread = new Thread(this::run, "inspector-rates");
        thread.setDaemon(true);
        thread.start();
    }

    Rates rates() {
        return rates;
    }

    /** Why there is no newer sample; null if all is well. */
    String problem() {
        return problem;
    }

    private void run() {
        try {
            while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                sample();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Samples until something goes wrong, be it that there is no way to the brokers yet. */
    private void sample() throws InterruptedException {
        TopicNames names = settings.names();
        try (Topics topics = new Topics(settings)) {
            do {
                rates.add(
                        new Rates.Sample(
                                System.currentTimeMillis(),
                                length(topics, names.behavior()),
                                length(topics, names.output()),
                                length(topics, names.deadLetter())));
                problem = null;
            } while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (IOException | RuntimeException e) {
            problem = e.getMessage();
        }
    }

    private static long length(Topics topics, String topic) throws IOException {
        return topics.endOffsets(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
