// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How fast topics grow, from how long they were at some times. Safe for many threads. */
final class Rates {
    /** Five minutes at a sample every two seconds. */
    private static final int MOST = 151;

    /**
     * Records written to each topic since its beginning, by offsets.
     *
     * @param time milliseconds since the epoch
     */
    record Sample(long time, long behaviors, long outputs, long deadLetters) {}

    /**
     * Records a second up to a time.
     *
     * @param time milliseconds since the epoch
     */
    record Point(long time, double behaviors, double outputs, double deadLetters) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    synchronized void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > MOST) {
            samples.removeFirst();
        }
    }

    /** The last sample; null before the first. */
    synchronized Sample last() {
        return samples.peekLast();
    }

    /** Between each sample and the one before it. */
    synchronized List<Point> points() {
        List<Point> points = new ArrayList<>();
        Sample before = null;
        for (Sample sample : samples) {
            if (before != null && sample.time() > before.time()) {
                points.add(between(before, sample));
            }
            before = sample;
        }
        return points;
    }

    /**
     * Over the last so many milliseconds, or since the first sample.
     *
     * @return null before the second sample
     */
    synchronized Point over(long millis) {
        Sample last = samples.peekLast();
        if (last == null) {
            return null;
        }
        for (Sample first : samples) {
            if (first.time() >= last.time() - millis && first.time() < last.time()) {
                return between(first, last);
            }
        }
        return null;
    }

    private static Point between(Sample from, Sample to) {
        double seconds = (to.time() - from.time()) / 1e3;
        return new Point(
                to.time(),
                grown(from.behaviors(), to.behaviors()) / seconds,
                grown(from.outputs(), to.outputs()) / seconds,
                grown(from.deadLetters(), to.deadLetters()) / seconds);
    }

    /** A topic that is shorter than it was has been made anew. */
    private static long grown(long from, long to) {
        return to >= from ? to - from : to;
    }
}
