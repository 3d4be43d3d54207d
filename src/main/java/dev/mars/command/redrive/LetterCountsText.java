// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.redrive;

import dev.mars.redrive.LetterCounts;
import dev.mars.topic.Reason;
import java.io.PrintWriter;

/** What `mars redrive` says. */
final class LetterCountsText {
    private final String letters;
    private final PrintWriter out;

    /**
     * @param letters topic of the dead letters
     */
    LetterCountsText(String letters, PrintWriter out) {
        this.letters = letters;
        this.out = out;
    }

    void print(LetterCounts counts, long unreadable) {
        out.printf("%14s  %-18s %s%n", "RECORDS", "REASON", "TOPIC");
        counts.groups()
                .forEach(
                        (group, count) ->
                                out.printf(
                                        "%,14d  %-18s %s%n",
                                        count.sendable(), group.reason(), group.topic()));
        LetterCounts.Count total = counts.total();
        out.printf("%,14d  in all%n", total.sendable());
        if (total.repeated() > 0) {
            out.printf(
                    "%,d further letters are of the same records, which go back once.%n",
                    total.repeated());
        }
        if (total.without() > 0) {
            out.printf(
                    "%,d letters do not hold their records, which were too large or empty: they"
                            + " cannot be put back from here. Read them where they are: the"
                            + " letters in %s say the topic, partition and offset.%n",
                    total.without(), letters);
        }
        if (unreadable > 0) {
            out.printf(
                    "%,d records of %s are no dead letters, and were passed over; the log says"
                            + " which.%n",
                    unreadable, letters);
        }
        if (counts.groups().keySet().stream()
                .anyMatch(group -> group.reason().equals(Reason.LATE.name()))) {
            out.println(
                    "LATE records will be late again, unless the job that reads them allows more"
                            + " (mars.behavior.out-of-orderness, mars.item.out-of-orderness).");
        }
        out.flush();
    }

    void dryRun(LetterCounts counts) {
        out.println(
                counts.total().sendable() == 0
                        ? "There is nothing to put back."
                        : "Nothing was sent. Send them with --send.");
    }

    void sent(long records) {
        out.printf("%,d records were put back.%n", records);
    }
}
