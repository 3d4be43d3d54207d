// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.sort.ByteArrays;
import dev.mars.sort.Entries;
import dev.mars.sort.Run;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;

/**
 * Erasures by user, on disk. An erasure takes what the user did up to its time out of every day
 * there is, so they are read once for each day, beside that day's outputs, which come by user too.
 */
final class Erasures implements AutoCloseable {
    private final Run<Erasure> byUser;

    /**
     * @param sorted all of them, in {@link Erasure#LATEST_FIRST}
     */
    Erasures(TemporaryDirectory directory, Entries<Erasure> sorted) throws IOException {
        byUser = Run.write(directory, sorted, Erasure.FORMAT);
    }

    /** From the first user on. */
    Reader open() throws IOException {
        return new Reader(byUser.open());
    }

    @Override
    public void close() throws IOException {
        byUser.close();
    }

    /** Goes forward only. */
    static final class Reader {
        private final Entries<Erasure> entries;
        private Erasure next;

        private Reader(Entries<Erasure> entries) throws IOException {
            this.entries = entries;
            next = entries.next();
        }

        /**
         * When the user was erased for the last time.
         *
         * @param user none that is before the last one that was asked for, by {@link
         *     ByteArrays#ORDER}
         * @return before all times if they never were
         */
        long erasedTo(byte[] user) throws IOException {
            while (next != null && ByteArrays.ORDER.compare(next.user(), user) < 0) {
                next = entries.next();
            }
            // The first of a user is the latest.
            return next != null && next.isOf(user) ? next.time() : Long.MIN_VALUE;
        }
    }
}
