// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A script or style that is written into the page, so that the page is one file.
 *
 * @param text as it stands in the page
 */
record Inlined(String text) {
    private static final String CHARTS =
            "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    /** Chart.js with the comment that names its licence. */
    static Inlined charts() {
        return script(read(CHARTS).replaceAll("(?m)^//# sourceMappingURL=.*$", ""));
    }

    /** What makes charts of the page's data. */
    static Inlined drawing() {
        return script(read("page.js"));
    }

    static Inlined style() {
        return new Inlined(read("page.css"));
    }

    /** In strings and regular expressions, where these may occur, the escapes mean the same. */
    static Inlined script(String text) {
        return new Inlined(text.replaceAll("(?i)</(?=script)", "<\\\\/").replace("<!--", "<\\!--"));
    }

    /** The source by which a content security policy allows this text and no other. */
    String policy() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Inlined.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "class path: "
                                + resource
                                + " is missing; reports are drawn by ./mars, which has it, and not"
                                + " by the job jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
