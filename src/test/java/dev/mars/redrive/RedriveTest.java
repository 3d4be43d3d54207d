// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.sort.Entries;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.RawHeader;
import dev.mars.topic.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What goes back to the source topics cannot be taken back. */
class RedriveTest {
    private static final LetterFilter ALL =
            new LetterFilter(Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    private LetterCounts counts;

    @Example
    void recordsGoBackInTheOrderInWhichTheyStood() throws IOException {
        assertThat(
                        places(
                                ALL,
                                letter("LATE", "t", 1, 5, "a"),
                                letter("LATE", "t", 0, 9, "b"),
                                letter("LATE", "s", 3, 7, "c"),
                                letter("LATE", "t", 1, 2, "d")))
                .containsExactly("s 3/7", "t 0/9", "t 1/2", "t 1/5");
    }

    /** A model that is refused once is refused again, and the topic has it once more. */
    @Example
    void refusedModelsGoBackOnlyIfTheyAreNamed() throws IOException {
        Letter[] letters = {
            letter("MODEL_TOO_LATE", "m", 0, 1, "a"),
            letter("OTHER_BASE", "m", 0, 2, "b"),
            letter("VERSION_TAKEN", "m", 0, 3, "c"),
            letter("UNDECODABLE", "m", 0, 4, "d"),
            letter("OF_A_NEWER_VERSION", "m", 0, 5, "e")
        };
        assertThat(places(ALL, letters)).containsExactly("m 0/4", "m 0/5");
        LetterFilter late =
                new LetterFilter(
                        Set.of("MODEL_TOO_LATE"), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(places(late, letters)).containsExactly("m 0/1");
    }

    /** At-least-once delivery repeats letters. */
    @Example
    void aLetterThatIsRepeatedSendsOnce() throws IOException {
        assertThat(
                        places(
                                ALL,
                                letter("LATE", "t", 1, 5, "a"),
                                letter("LATE", "t", 1, 5, "a"),
                                letter("LATE", "t", 1, 5, "a")))
                .containsExactly("t 1/5");
        assertThat(counts.total()).isEqualTo(new LetterCounts.Count(1, 2, 0));
    }

    /** It was put back, refused again, and has two letters now: twice as many with each run. */
    @Example
    void aRecordThatCameBackSendsOnce() throws IOException {
        assertThat(
                        places(
                                ALL,
                                letter("UNKNOWN_ACTION", "t", 1, 100, "a"),
                                letter("UNKNOWN_ACTION", "t", 1, 5, "a"),
                                // The same bytes on another partition are another record.
                                letter("UNKNOWN_ACTION", "t", 2, 5, "a")))
                .containsExactly("t 1/5", "t 2/5");
    }

    @Example
    void headersAndTimestampsTellRecordsApart() throws IOException {
        RawHeader header = new RawHeader("h", null);
        assertThat(
                        places(
                                ALL,
                                new Letter("LATE", 7, record("t", 0, 1, 7, "a", List.of())),
                                new Letter("LATE", 7, record("t", 0, 2, 8, "a", List.of())),
                                new Letter("LATE", 7, record("t", 0, 3, 7, "a", List.of(header))),
                                new Letter("LATE", 7, record("t", 0, 4, 7, "a", List.of(header)))))
                .containsExactly("t 0/1", "t 0/2", "t 0/3");
    }

    @Example
    void onlyWhatIsWantedGoesBack() throws IOException {
        Letter wanted = letter("LATE", "t", 0, 1, "a");
        LetterFilter filter =
                new LetterFilter(Set.of("LATE"), Set.of("t"), wanted.time(), wanted.time() + 1);
        assertThat(
                        places(
                                filter,
                                wanted,
                                letter("UNDECODABLE", "t", 0, 2, "b"),
                                letter("LATE", "other", 0, 3, "c"),
                                new Letter("LATE", wanted.time() - 1, wanted.record()),
                                new Letter("LATE", wanted.time() + 1, wanted.record())))
                .containsExactly("t 0/1");
        assertThat(counts.groups()).containsOnlyKeys(new LetterCounts.Group("t", "LATE"));
    }

    /** Sent as it is in the letter, such a record would be another one. */
    @Example
    void aRecordThatTheLetterDoesNotHoldIsCountedAndNotSent() throws IOException {
        RawRecord nothing = new RawRecord("t", 0, 1, 7, null, null, List.of());
        assertThat(places(ALL, new Letter("UNDECODABLE", 7, nothing))).isEmpty();
        assertThat(counts.total()).isEqualTo(new LetterCounts.Count(0, 0, 1));
    }

    /** A tombstone has no value, a keyless record no key: both are whole. */
    @Example
    void nullsAndHeadersComeThroughTheFiles() throws IOException {
        List<Letter> letters =
                List.of(
                        new Letter(
                                "LATE", 7, new RawRecord("t", 0, 1, 7, utf8("k"), null, List.of())),
                        new Letter(
                                "LATE",
                                -1,
                                new RawRecord("t", 0, 2, -1, null, utf8("v"), List.of())),
                        new Letter(
                                "LATE",
                                7,
                                new RawRecord(
                                        "t",
                                        0,
                                        3,
                                        7,
                                        new byte[0],
                                        new byte[0],
                                        List.of(
                                                new RawHeader("ü", utf8("x")),
                                                new RawHeader("ü", null)))));
        assertThat(chosen(ALL, letters)).isEqualTo(letters);
    }

    @Property(tries = 20)
    void theOrderOfLettersHasNoSay(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            letters.add(
                    letter(
                            random.nextBoolean() ? "LATE" : "UNDECODABLE",
                            "t" + random.nextInt(2),
                            random.nextInt(2),
                            random.nextInt(20),
                            "v" + random.nextInt(5)));
        }
        List<Letter> expected = chosen(ALL, letters);
        LetterCounts.Count count = counts.total();
        Collections.shuffle(letters, random);
        assertThat(chosen(ALL, letters)).isEqualTo(expected);
        assertThat(counts.total()).isEqualTo(count);
        assertThat(count.sendable() + count.repeated()).isEqualTo(40);
    }

    private List<String> places(LetterFilter filter, Letter... letters) throws IOException {
        return chosen(filter, List.of(letters)).stream()
                .map(Letter::record)
                .map(r -> r.topic() + " " + r.partition() + "/" + r.offset())
                .toList();
    }

    /** Through files: each letter is a run of its own. */
    private List<Letter> chosen(LetterFilter filter, List<Letter> letters) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.in(null, "mars-redrive-test-")) {
            Redrive redrive = new Redrive(filter, directory, 1);
            for (Letter letter : letters) {
                redrive.add(letter);
            }
            List<Letter> chosen = new ArrayList<>();
            try (Entries<Letter> entries = redrive.chosen()) {
                for (Letter l = entries.next(); l != null; l = entries.next()) {
                    chosen.add(l);
                }
            }
            counts = redrive.counts();
            return chosen;
        }
    }

    private static Letter letter(
            String reason, String topic, int partition, long offset, String value) {
        return new Letter(reason, 7, record(topic, partition, offset, 7, value, List.of()));
    }

    private static RawRecord record(
            String topic,
            int partition,
            long offset,
            long timestamp,
            String value,
            List<RawHeader> headers) {
        return new RawRecord(topic, partition, offset, timestamp, utf8("k"), utf8(value), headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
