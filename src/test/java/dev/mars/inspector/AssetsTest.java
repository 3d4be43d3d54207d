// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's files, as they are served. */
class AssetsTest {
    private final Map<String, LocalServer.Route> routes = Assets.routes();

    /** A file that is asked for and not there leaves the page empty. */
    @Test
    void everyFileThatIsAskedForIsThere() throws IOException {
        for (String path : routes.keySet()) {
            if (path.equals("/chart.js") || path.endsWith(".css")) {
                continue;
            }
            Matcher asked =
                    Pattern.compile("(?:src|href|from) ?=?['\" ]+[./]*([a-z]+\\.(?:js|css))")
                            .matcher(text(path));
            while (asked.find()) {
                assertThat(routes).as("asked for by %s", path).containsKey("/" + asked.group(1));
            }
        }
        assertThat(text("/")).contains("/inspector.js", "/chart.js", "/inspector.css");
        assertThat(text("/chart.js")).contains("Chart.js v");
        assertThat(text("/inspector.css")).contains("--vermilion", ".tiles");
    }

    /** A hostile title is text wherever it is shown: nothing makes HTML or code of text. */
    @Test
    void nothingMakesHtmlOrCodeOfText() throws IOException {
        for (String path : routes.keySet()) {
            if (!path.equals("/chart.js")) {
                assertThat(text(path))
                        .as(path)
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML")
                        .doesNotContain("document.write", "eval(", "new Function", "javascript:")
                        .doesNotContainPattern(" on[a-z]+=")
                        .doesNotContain(" style=");
            }
        }
    }

    private String text(String path) throws IOException {
        return new String(routes.get(path).answer(Query.of(null)).body(), StandardCharsets.UTF_8);
    }
}
