// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.diff.Difference.Kind;
import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** If one of these fails, `mars diff` calls topics equal that are not, or the other way round. */
class ComparisonTest {
    private static final long TINY = 100;

    /** A value is a schema's letter and a text; the text alone counts. */
    private static final Contents CONTENTS =
            new Contents() {
                @Override
                public boolean areSame(byte[] one, byte[] other) {
                    return fields(one).equals(fields(other));
                }

                @Override
                public Map<String, String> fields(byte[] value) {
                    return value == null
                            ? Map.of("erased", "true")
                            : Map.of("text", text(value).substring(1));
                }
            };

    @Example
    void emptyTopicsAreEqual() throws IOException {
        Findings findings = compare(List.of());
        assertThat(findings.areEqual()).isTrue();
        assertThat(findings.equal()).isZero();
    }

    @Example
    void theSameOutputsAreEqualWhateverTheirSchemas() throws IOException {
        Findings findings =
                compare(
                        List.of(
                                first("u", 1, "Ax"),
                                first("u", 2, null),
                                second("u", 2, null),
                                second("u", 1, "Bx")));
        assertThat(findings.areEqual()).isTrue();
        assertThat(findings.equal()).isEqualTo(2);
        assertThat(findings.recordsInFirst()).isEqualTo(2);
        assertThat(findings.recordsInSecond()).isEqualTo(2);
    }

    @Example
    void theEarliestDifferenceIsToldWithBothValues() throws IOException {
        Findings findings =
                compare(
                        List.of(
                                first("b", 5, "Ax"),
                                second("b", 5, "Ay"),
                                first("a", 7, "Ax"),
                                second("a", 7, "Az")));
        assertThat(findings.differing()).isEqualTo(2);
        assertThat(findings.earliest())
                .isEqualTo(
                        new Difference(
                                Kind.DIFFERS,
                                "b",
                                5,
                                List.of(new FieldDifference("text", "x", "y"))));
    }

    @Example
    void aTombstoneDiffersFromASequence() throws IOException {
        Findings findings = compare(List.of(first("u", 1, null), second("u", 1, "Ax")));
        assertThat(findings.differing()).isEqualTo(1);
        assertThat(findings.earliest().fields())
                .containsExactly(
                        new FieldDifference("erased", "true", null),
                        new FieldDifference("text", null, "x"));
    }

    @Example
    void whatOneTopicLacksIsADifference() throws IOException {
        Findings findings =
                compare(
                        List.of(
                                first("u", 1, "Ax"),
                                second("u", 2, "Ax"),
                                // Another user's of the same time is another output.
                                second("v", 1, "Ax")));
        assertThat(findings.onlyInFirst()).isEqualTo(1);
        assertThat(findings.onlyInSecond()).isEqualTo(2);
        assertThat(findings.earliest().kind()).isEqualTo(Kind.ONLY_IN_FIRST);
        assertThat(findings.earliest().fields())
                .containsExactly(new FieldDifference("text", "x", null));
    }

    @Example
    void repetitionsAreAllowedAndCounted() throws IOException {
        Findings findings =
                compare(
                        List.of(
                                first("u", 1, "Ax"),
                                first("u", 1, "Ax"),
                                first("u", 1, "Ax"),
                                second("u", 1, "Ax")));
        assertThat(findings.areEqual()).isTrue();
        assertThat(findings.repeatedInFirst()).isEqualTo(2);
        assertThat(findings.repeatedInSecond()).isZero();
    }

    /** At least once allows repetitions, but only of the same content. */
    @Example
    void aTopicThatContradictsItselfIsADifferenceEvenIfTheOtherDoesToo() throws IOException {
        Findings findings =
                compare(
                        List.of(
                                first("u", 1, "Ax"),
                                first("u", 1, "Ay"),
                                second("u", 1, "Ax"),
                                second("u", 1, "Ay")));
        assertThat(findings.contradictory()).isEqualTo(1);
        assertThat(findings.equal()).isZero();
        assertThat(findings.earliest().kind()).isEqualTo(Kind.FIRST_CONTRADICTS_ITSELF);
        assertThat(findings.earliest().fields())
                .containsExactly(new FieldDifference("text", "x", "y"));
        assertThat(
                        compare(
                                        List.of(
                                                first("u", 1, "Ax"),
                                                second("u", 1, "Ax"),
                                                second("u", 1, "Ay")))
                                .earliest()
                                .kind())
                .isEqualTo(Kind.SECOND_CONTRADICTS_ITSELF);
    }

    /** Partitions and their interleaving are no part of a topic's content. */
    @Property(tries = 20)
    void theOrderOfRecordsHasNoSay(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String user = "u" + random.nextInt(4);
            String value = random.nextInt(4) == 0 ? null : "A" + random.nextInt(2);
            Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
            outputs.add(output(side, user, random.nextInt(5), value));
        }
        Findings expected = compare(outputs);
        Collections.shuffle(outputs, random);
        assertThat(compare(outputs)).isEqualTo(expected);
        assertThat(expected.recordsInFirst() + expected.recordsInSecond()).isEqualTo(60);
    }

    /** Sorted through files, so that what a file gives back is what is compared. */
    private static Findings compare(List<Output> outputs) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.in(null, "mars-diff-test-")) {
            ExternalSort<Output> sort =
                    new ExternalSort<>(directory, Output.ORDER, Output.FORMAT, TINY);
            for (Output output : outputs) {
                sort.add(output);
            }
            try (Entries<Output> sorted = sort.sorted()) {
                return Comparison.of(sorted, CONTENTS, done -> {});
            }
        }
    }

    private static Output first(String user, long asOf, String value) {
        return output(Side.FIRST, user, asOf, value);
    }

    private static Output second(String user, long asOf, String value) {
        return output(Side.SECOND, user, asOf, value);
    }

    private static Output output(Side side, String user, long asOf, String value) {
        return new Output(side, asOf, utf8(user), value == null ? null : utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
