// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.diff.Difference;
import dev.mars.diff.FieldDifference;
import dev.mars.diff.Findings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    /** Who reads only the first lines must know where to look. */
    @Test
    void theFirstDifferenceIsSaidFirstWithBothValues() {
        Difference difference =
                new Difference(
                        Difference.Kind.DIFFERS,
                        "u1",
                        1_000,
                        List.of(new FieldDifference("tier", "LOW", "HIGH")));
        String text = text(new Findings(3, 2, 1, 0, 0, 6, 5, 0, 0, difference));
        assertThat(text)
                .startsWith("The earliest difference is user u1 as of 1970-01-01T00:00:01Z (1000)")
                .containsSubsequence("tier", "live: LOW", "replay: HIGH", "2  differ", "1  only in")
                .contains("The topics differ.");
    }

    @Test
    void equalTopicsAreSaidToBeEqual() {
        String text = text(new Findings(3, 0, 0, 0, 0, 4, 3, 1, 0, null));
        assertThat(text).contains("3  equal", "1 of them repetitions", "The topics are equal.");
    }

    private static String text(Findings findings) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new FindingsText("live", "replay").print(findings, out);
        out.flush();
        return text.toString();
    }
}
