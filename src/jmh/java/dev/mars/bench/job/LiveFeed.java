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
    private final Thread thread = new Thread(this::feed, "live-feed");
    private volatile double perSecond;
    private volatile boolean closed;
    private volatile Exception failure;

    LiveFeed(World world, double perSecond) {
        this.world = world;
        this.perSecond = perSecond;
        thread.start();
    }

    /** Sends so many a second from now on. */
    void setRate(double perSecond) {
        this.perSecond = perSecond;
    }

    private void feed() {
        try {
            double due = 0;
            long before = System.nanoTime();
            while (!closed) {
                long now = System.nanoTime();
                due += (now - before) / 1e9 * perSecond;
                before = now;
                for (; due >= 1; due--) {
                    world.sender().send(world.next(), System.currentTimeMillis());
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
