// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a world's next behaviours at a steady rate, as if they happened now: the event time of each
 * is the moment at which it is sent.
 */
final class LiveFeed implements AutoCloseable {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final World world;
    private final double perSecond;
    private final Thread thread = new Thread(this::feed, "live-feed");
    private volatile boolean closed;
    private volatile Exception failure;
    private long sent;

    LiveFeed(World world, double perSecond) {
        this.world = world;
        this.perSecond = perSecond;
        thread.start();
    }

    private void feed() {
        try {
            long start = System.nanoTime();
            while (!closed) {
                long due = (long) ((System.nanoTime() - start) / 1e9 * perSecond);
                while (sent < due) {
                    world.sender().send(world.next(), System.currentTimeMillis());
                    sent++;
                }
                LockSupport.parkNanos(TURN_NANOS);
            }
            world.sender().flush();
        } catch (Exception e) {
            failure = e;
        }
    }

    /**
     * True.
     *
     * @throws IllegalStateException if it has failed, and whoever waits would do so for ever
     */
    boolean isAlive() {
        if (failure != null) {
            throw new IllegalStateException("the live feed failed", failure);
        }
        return true;
    }

    /** Stops, and fails if the feed did. */
    @Override
    public void close() throws Exception {
        closed = true;
        thread.join();
        isAlive();
    }
}
