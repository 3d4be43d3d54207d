// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;

/**
 * Takes outputs and erasures as topics have them, and puts both in order: the outputs of a span day
 * by day, user by user, by asOf, and the erasures by user. So an export depends on what a topic
 * holds, not on its partitions.
 *
 * <p>Sorting is done on disk: memory does not grow. For one thread.
 */
public final class Selection {
    private static final long OUTPUT_BYTES = 64L << 20;
    private static final long ERASURE_BYTES = 8L << 20;

    private final AsOfSpan span;
    private final TemporaryDirectory directory;
    private final ExternalSort<Candidate> outputs;
    private final ExternalSort<Erasure> erasures;

    /**
     * @param directory for temporary files
     */
    public Selection(AsOfSpan span, TemporaryDirectory directory) {
        this(span, directory, OUTPUT_BYTES, ERASURE_BYTES);
    }

    Selection(AsOfSpan span, TemporaryDirectory directory, long outputBytes, long erasureBytes) {
        this.span = span;
        this.directory = directory;
        outputs = new ExternalSort<>(directory, Candidate.ORDER, Candidate.FORMAT, outputBytes);
        erasures =
                new ExternalSort<>(directory, Erasure.LATEST_FIRST, Erasure.FORMAT, erasureBytes);
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
            outputs.add(Candidate.of(user, asOf, value));
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
            erasures.add(new Erasure(user, time));
        }
    }

    /** The outputs in {@link Candidate#ORDER}, once; none can be taken any more. */
    Entries<Candidate> sorted() throws IOException {
        return outputs.sorted();
    }

    /** The erasures that have a say in the outputs, once; none can be taken any more. */
    Erasures erasures() throws IOException {
        return new Erasures(directory, erasures.sorted());
    }

    /** Outputs taken so far, repetitions included. */
    public long size() {
        return outputs.size();
    }
}
