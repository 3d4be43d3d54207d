// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.diff;

import dev.mars.diff.Difference;
import dev.mars.diff.FieldDifference;
import dev.mars.diff.Findings;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** What `mars diff` says. */
final class FindingsText {
    private static final int FIELDS = 20;

    private final String first;
    private final String second;

    FindingsText(String first, String second) {
        this.first = first;
        this.second = second;
    }

    void print(Findings findings, PrintWriter out) {
        if (!findings.areEqual()) {
            print(findings.earliest(), out);
        }
        line(out, findings.equal(), "equal");
        line(out, findings.differing(), "differ");
        line(out, findings.onlyInFirst(), "only in " + first);
        line(out, findings.onlyInSecond(), "only in " + second);
        line(out, findings.contradictory(), "in one topic more than once, with different contents");
        out.printf(
                "Records: %,d in %s, %,d of them repetitions with the same content; %,d in %s,"
                        + " %,d of them such repetitions.%n",
                findings.recordsInFirst(),
                first,
                findings.repeatedInFirst(),
                findings.recordsInSecond(),
                second,
                findings.repeatedInSecond());
        out.println(findings.areEqual() ? "The topics are equal." : "The topics differ.");
    }

    private static void line(PrintWriter out, long count, String what) {
        out.printf("%,14d  %s%n", count, what);
    }

    private void print(Difference difference, PrintWriter out) {
        String one = first;
        String other = second;
        switch (difference.kind()) {
            case FIRST_CONTRADICTS_ITSELF -> {
                one = first + ", one record";
                other = first + ", another";
            }
            case SECOND_CONTRADICTS_ITSELF -> {
                one = second + ", one record";
                other = second + ", another";
            }
            default -> {}
        }
        out.printf(
                "The earliest difference is user %s as of %s (%s): %s%n",
                difference.userId(),
                Instant.ofEpochMilli(difference.asOf()),
                difference.asOf(),
                text(difference.kind()));
        List<FieldDifference> fields = difference.fields();
        for (FieldDifference field : fields.subList(0, Math.min(FIELDS, fields.size()))) {
            out.printf("  %s%n", field.field());
            value(out, one, field.first());
            value(out, other, field.second());
        }
        if (fields.isEmpty()) {
            out.println("  in bytes that this version of MARS knows no field for");
        } else if (fields.size() > FIELDS) {
            out.printf("  ... %s further fields%n", fields.size() - FIELDS);
        }
        out.println();
    }

    private static void value(PrintWriter out, String where, String value) {
        if (value != null) {
            out.printf("    %s: %s%n", where, value);
        }
    }

    private String text(Difference.Kind kind) {
        return switch (kind) {
            case DIFFERS -> "both topics have it, and differ in";
            case ONLY_IN_FIRST -> "only " + first + " has it";
            case ONLY_IN_SECOND -> "only " + second + " has it";
            case FIRST_CONTRADICTS_ITSELF -> contradicts(first);
            case SECOND_CONTRADICTS_ITSELF -> contradicts(second);
        };
    }

    private static String contradicts(String topic) {
        return topic + " has it more than once, and the records differ in";
    }
}
