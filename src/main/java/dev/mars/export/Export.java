// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.diff.Contents;
import dev.mars.diff.FieldDifference;
import dev.mars.sort.Entries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Writes a selection as files, day by day: of each (user, asOf) one output, unless the user was
 * erased at or after it. At-least-once delivery repeats outputs with the same content; two that
 * differ are an error, as one of them is wrong and nobody can tell which.
 */
public final class Export {
    private static final long BYTES_PER_FILE = 256L << 20;
    private static final int FIELDS_TOLD = 3;

    private final ExportDirectory directory;
    private final Contents contents;
    private final SequenceDecoder decoder;
    private final long bytesPerFile;
    private long taken;

    public Export(ExportDirectory directory, Contents contents, SequenceDecoder decoder) {
        this(directory, contents, decoder, BYTES_PER_FILE);
    }

    Export(
            ExportDirectory directory,
            Contents contents,
            SequenceDecoder decoder,
            long bytesPerFile) {
        this.directory = directory;
        this.contents = contents;
        this.decoder = decoder;
        this.bytesPerFile = bytesPerFile;
    }

    /**
     * Writes all days of the selection, and then that the export is complete.
     *
     * @param manifest of the export so far; the selection is of what it has to come
     * @param behind partitions that held nothing at or after the span's end
     * @param progress is given the number of records that are done
     * @return the manifest at the end
     * @throws IOException if two outputs contradict each other, or something cannot be written; the
     *     days before are written then
     */
    public Manifest write(
            Manifest manifest, Selection selection, List<Integer> behind, LongConsumer progress)
            throws IOException {
        Manifest now = manifest;
        try (Erasures erasures = selection.erasures();
                Entries<Candidate> sorted = selection.sorted()) {
            Candidate next = sorted.next();
            while (next != null) {
                Day day = new Day(next.day());
                try (DayFiles files =
                        new DayFiles(directory.begin(day), manifest.format(), bytesPerFile)) {
                    Count count = new Count();
                    next = writeDay(next, sorted, erasures.open(), files, count, progress);
                    now = now.with(count.of(day, files.finish()));
                }
                directory.publish(day);
                directory.save(now);
            }
        }
        now = now.completed(behind);
        directory.save(now);
        return now;
    }

    /** The first candidate of the next day, or null behind the last. */
    private Candidate writeDay(
            Candidate first,
            Entries<Candidate> sorted,
            Erasures.Reader erasures,
            DayFiles files,
            Count count,
            LongConsumer progress)
            throws IOException {
        byte[] user = null;
        long erasedTo = Long.MIN_VALUE;
        Candidate last = null;
        Candidate next = first;
        for (; next != null && next.day() == first.day(); next = sorted.next()) {
            if (!next.isOf(user)) {
                user = next.user();
                erasedTo = erasures.erasedTo(user);
                last = null;
            }
            if (next.asOf() <= erasedTo) {
                count.erased++;
            } else if (last != null && last.asOf() == next.asOf()) {
                requireSame(last, next);
                count.repeated++;
            } else {
                files.write(decoder.decode(next.value()), next.value().length);
                count.outputs++;
                last = next;
            }
            progress.accept(++taken);
        }
        return next;
    }

    private void requireSame(Candidate one, Candidate other) throws IOException {
        if (contents.areSame(one.value(), other.value())) {
            return;
        }
        List<FieldDifference> fields =
                FieldDifference.between(
                        contents.fields(one.value()), contents.fields(other.value()));
        throw new IOException(
                ("user %s has two outputs as of %s (%s) that differ, in %s; an output is identified"
                                + " by user and asOf, so one of them is wrong. `mars diff TOPIC"
                                + " TOPIC` counts such outputs; write them anew with `mars"
                                + " backfill`, and export that")
                        .formatted(
                                new String(one.user(), StandardCharsets.UTF_8),
                                Instant.ofEpochMilli(one.asOf()),
                                one.asOf(),
                                text(fields)));
    }

    private static String text(List<FieldDifference> fields) {
        String told =
                fields.stream()
                        .limit(FIELDS_TOLD)
                        .map(f -> "%s (%s and %s)".formatted(f.field(), f.first(), f.second()))
                        .collect(Collectors.joining(", "));
        int more = fields.size() - FIELDS_TOLD;
        return more > 0 ? "%s and %s further fields".formatted(told, more) : told;
    }

    private static final class Count {
        private long outputs;
        private long repeated;
        private long erased;

        Manifest.Written of(Day day, List<Manifest.File> files) {
            return new Manifest.Written(day.toString(), outputs, repeated, erased, files);
        }
    }
}
