// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;

/**
 * Chooses, from all dead letters there are, the records to put back: each once, in the order in
 * which they first stood on their topics.
 *
 * <p>A topic of dead letters has repetitions: at-least-once delivery repeats letters, and a record
 * that was put back and refused again has a second letter with another offset. Two letters are of
 * one record if what would be sent is equal. Were they told apart, each run would double what it
 * sends. The order matters because lateness goes by it: records that come back in another order
 * than they were written in would make each other late.
 *
 * <p>Both need sorting, which is done on disk: memory does not grow with the topic. For one thread.
 */
public final class Redrive {
    private static final long SORT_BYTES = 32L << 20;

    private final LetterFilter filter;
    private final ExternalSort<Letter> byContent;
    private final ExternalSort<Letter> byPlace;
    private final LetterCounts counts = new LetterCounts();

    /**
     * @param directory for temporary files
     * @throws IOException if nothing can be written there
     */
    public Redrive(LetterFilter filter, TemporaryDirectory directory) throws IOException {
        this(filter, directory, SORT_BYTES);
    }

    Redrive(LetterFilter filter, TemporaryDirectory directory, long sortBytes) throws IOException {
        this.filter = filter;
        byContent =
                new ExternalSort<>(
                        directory, Letter.OLDEST_OF_CONTENT_FIRST, Letter.FORMAT, sortBytes);
        byPlace = new ExternalSort<>(directory, Letter.BY_PLACE, Letter.FORMAT, sortBytes);
    }

    /** Takes the next letter of the topic, wanted or not. */
    public void add(Letter letter) throws IOException {
        if (!filter.wants(letter)) {
            return;
        }
        if (letter.holdsTheRecord()) {
            byContent.add(letter);
        } else {
            counts.without(letter);
        }
    }

    /** What is to be sent, once all letters have been taken; can be asked for once. */
    public Entries<Letter> chosen() throws IOException {
        try (Entries<Letter> sorted = byContent.sorted()) {
            Letter before = null;
            for (Letter letter = sorted.next(); letter != null; letter = sorted.next()) {
                if (before != null && Letter.BY_CONTENT.compare(before, letter) == 0) {
                    counts.repeated(letter);
                } else {
                    counts.sendable(letter);
                    byPlace.add(letter);
                }
                before = letter;
            }
        }
        return byPlace.sorted();
    }

    /** Complete once {@link #chosen} has been called. */
    public LetterCounts counts() {
        return counts;
    }
}
