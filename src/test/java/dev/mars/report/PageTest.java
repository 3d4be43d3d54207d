// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String HOSTILE =
            "</script></title></style><img src=x onerror=\"alert('1')\"><!-- & ]]>";

    @TempDir Path directory;

    /** A shop's title could otherwise run a script with whoever opens the report. */
    @Test
    void foreignTextIsTextWhereverItStands() {
        Page page =
                new Page(HOSTILE, HOSTILE)
                        .opening(new Notice(Notice.Tone.BAD, HOSTILE, List.of(HOSTILE)))
                        .section(
                                HOSTILE,
                                new Paragraph(HOSTILE),
                                new Table(
                                        List.of(Table.Cell.of(HOSTILE, HOSTILE)),
                                        List.of(List.of(Table.Cell.number(HOSTILE).marked(true)))),
                                new Group(
                                        HOSTILE,
                                        List.of(
                                                new Listing(
                                                        HOSTILE,
                                                        List.of(
                                                                new Listing.Entry(HOSTILE, true),
                                                                new Listing.Entry(HOSTILE, false)),
                                                        HOSTILE))),
                                new Figure(HOSTILE, chart(HOSTILE), HOSTILE));
        String html = page.html();
        assertThat(html).doesNotContain("<img").doesNotContain("onerror=\"").contains("&lt;img");
        // In a title, a style or a script, the first of these would be its end.
        assertThat(count(html, "</title")).isEqualTo(1);
        assertThat(count(html, "</style")).isEqualTo(1);
        assertThat(count(html, "</script")).isEqualTo(count(html, "<script")).isEqualTo(3);
        assertThat(html).doesNotContain("<!--");
    }

    /**
     * A page that loads something shows half of itself offline, and tells a stranger who reads it.
     */
    @Test
    void asksTheNetworkForNothing() {
        String library = Inlined.charts().text();
        String html = new Page("a", "").section("b", new Figure("c", chart("d"), "")).html();
        assertThat(html).contains("default-src 'none'".replace("'", "&#39;")).contains(library);
        assertThat(library).doesNotContain("sourceMappingURL");
        assertThat(html.replace(library, ""))
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("http://")
                .doesNotContain("https://");
        // In the library, what its comments name as its home.
        assertThat(library.replaceAll("https://(www.chartjs.org|github.com/kurkle/)", ""))
                .doesNotContain("http://")
                .doesNotContain("https://");
    }

    /** The policy would forbid the page's own scripts, and the charts would be empty boxes. */
    @Test
    void thePolicyAllowsTheScriptsThatThereAre() {
        String html = new Page("a", "").section("b", new Figure("c", chart("d"), "")).html();
        Matcher scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
        int found = 0;
        while (scripts.find()) {
            found++;
            // The hash's + and = need no escape in an attribute; its quotes do.
            assertThat(html).contains(new Inlined(scripts.group(1)).policy().replace("'", "&#39;"));
        }
        assertThat(found).isEqualTo(2);
    }

    /** Its licence asks that the notice stay with every copy. */
    @Test
    void theLibraryKeepsItsLicenceLine() {
        assertThat(new Page("a", "").section("b", new Figure("c", chart("d"), "")).html())
                .contains("Chart.js v4.5.1")
                .contains("Released under the MIT License");
    }

    /** A page of words would be 200 kB of script. */
    @Test
    void onlyChartsBringTheLibrary() {
        assertThat(new Page("a", "").section("b", new Paragraph("c")).html())
                .doesNotContain("<script")
                .contains("<h2>b</h2>");
    }

    /** A library that has the end of a script in a string would end its own. */
    @Test
    void aScriptCannotEndItself() {
        assertThat(Inlined.script("a('</Script>', '<!--', x</ b/)").text())
                .isEqualTo("a('<\\/Script>', '<\\!--', x</ b/)");
    }

    /** One broken title would cost the whole report. */
    @Test
    void halfASurrogatePairIsNoReasonToFail() throws Exception {
        Path file = directory.resolve("index.html");
        new Page("a\ud83d", "").write(file);
        assertThat(Files.readString(file)).contains("a?");
    }

    /** Values would stand under the wrong heads. */
    @Test
    void aRowThatDoesNotFitItsHeaderIsRefused() {
        List<Table.Cell> two = List.of(Table.Cell.of("a"), Table.Cell.of("b"));
        assertThatThrownBy(() -> new Table(two, List.of(List.of(Table.Cell.of("only")))))
                .hasMessageContaining("a row of 1 cells under a header of 2");
    }

    private static Chart chart(String text) {
        Axis axis = new Axis(text, -1.0, 1.0);
        return new ScatterChart(
                axis,
                axis,
                List.of(
                        new Series(
                                text,
                                Ink.BLUE,
                                Mark.CIRCLE,
                                List.of(new Series.Point(0, 0, text)))),
                List.of(new ScatterChart.Link(0, 0, 1, 1)),
                text);
    }

    private static int count(String html, String what) {
        return html.split(Pattern.quote(what), -1).length - 1;
    }
}
