// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes outputs and erasures as topics have them, and puts the outputs of a span in order, with the
 * erasures that have a say in them: day by day, user by user, by asOf. So an export depends on what
 * a topic holds, not on its partitions.
 *
 * <p>An erasure takes what the user did up to its time out of every day there is, so it comes
 * before that user's outputs of each of these days. Sorting is done on disk: memory grows with the
 * number of days only. For one thread.
 */
public final class Selection {
    private static final long OUTPUT_BYTES = 64L << 20;
    private static final long ERASURE_BYTES = 8L << 20;

    private final AsOfSpan span;
    private final ExternalSort<Candidate> outputs;
    private final ExternalSort<Candidate> erasures;
    private final SortedSet<Day> days = new TreeSet<>();

    /**
     * @param directory for temporary files
     * @throws IOException if nothing can be written there
     */
    public Selection(AsOfSpan span, TemporaryDirectory directory) throws IOException {
        this(span, directory, OUTPUT_BYTES, ERASURE_BYTES);
    }

    Selection(AsOfSpan span, TemporaryDirectory directory, long outputBytes, long erasureBytes)
            throws IOException {
        this.span = span;
        outputs = new ExternalSort<>(directory, Candidate.ORDER, Candidate.FORMAT, outputBytes);
        erasures =
                new ExternalSort<>(
                        directory, Candidate.LATEST_FIRST, Candidate.FORMAT, erasureBytes);
    }

    /**
     * Takes an output, of the span or not.
     *
     * @param user UTF-8
     * @param asOf milliseconds since the epoch
     * @param value as it is on the topic
     */
    public void output(byte[] user, long asOf, byte[] value) throws IOException {
        if (span.contains(asOf)) {
            days.add(Day.of(asOf));
            outputs.add(Candidate.output(user, asOf, value));
        }
    }

    /**
     * Takes an erasure: nothing that the user did up to this time is exported. Those behind the
     * span count too.
     *
     * @param time milliseconds since the epoch
     */
    public void erasure(byte[] user, long time) throws IOException {
        if (time >= span.from()) {
            erasures.add(Candidate.erasure(user, time));
        }
    }

    /** All of them, in {@link Candidate#ORDER}, once; nothing can be taken any more. */
    Entries<Candidate> sorted() throws IOException {
        try (Entries<Candidate> byUser = erasures.sorted()) {
            byte[] user = null;
            for (Candidate erasure = byUser.next(); erasure != null; erasure = byUser.next()) {
                if (!erasure.isOf(user)) {
                    user = erasure.user();
                    for (Day day : days.headSet(new Day(erasure.day() + 1))) {
                        outputs.add(erasure.on(day));
                    }
                }
            }
        }
        return outputs.sorted();
    }

    /** Outputs taken so far, repetitions included, and after {@link #sorted} the erasures too. */
    public long size() {
        return outputs.size();
    }
}
