// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.sort.Entries;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    private static final long DAY = 86_400_000;
    private static final int DAYS = 100;
    private static final int USERS = 1_000;
    private static final AsOfSpan SPAN = new AsOfSpan(0, DAYS * DAY);

    @TempDir Path parent;

    /**
     * If erasures were sorted with the outputs, on each day that they have a say in, a topic with
     * many of them would take days times their number of disk.
     */
    @Test
    void erasuresAreNotSortedOnceForEachDay() throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "sort-")) {
            Selection selection = new Selection(SPAN, directory, 10_000, 10_000);
            for (int day = 0; day < DAYS; day++) {
                selection.output(Outputs.utf8("there"), day * DAY, new byte[] {1});
            }
            for (int user = 0; user < USERS; user++) {
                // The latest counts, wherever it stands.
                selection.erasure(user(user), DAYS * DAY + user);
                selection.erasure(user(user), DAY);
            }
            int taken = 0;
            try (Entries<Candidate> sorted = selection.sorted()) {
                while (sorted.next() != null) {
                    taken++;
                }
            }
            assertThat(taken).isEqualTo(DAYS);
            assertThat(selection.size()).isEqualTo(DAYS);
            try (Erasures erasures = selection.erasures()) {
                assertEachIsFound(erasures.open(), 1);
                // A day on which few of them acted.
                assertEachIsFound(erasures.open(), 7);
            }
        }
    }

    private static void assertEachIsFound(Erasures.Reader reader, int step) throws IOException {
        for (int user = 0; user < USERS; user += step) {
            assertThat(reader.erasedTo(user(user))).isEqualTo(DAYS * DAY + user);
            byte[] stayed = Outputs.utf8(String.format(Locale.ROOT, "u%05d+", user));
            assertThat(reader.erasedTo(stayed)).isEqualTo(Long.MIN_VALUE);
        }
        assertThat(reader.erasedTo(Outputs.utf8("v"))).isEqualTo(Long.MIN_VALUE);
    }

    private static byte[] user(int number) {
        return Outputs.utf8(String.format(Locale.ROOT, "u%05d", number));
    }
}
