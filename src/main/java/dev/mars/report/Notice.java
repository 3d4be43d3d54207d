// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.List;
import java.util.Locale;

/**
 * What a hasty reader must not miss.
 *
 * @param text a sentence or two
 * @param points that explain it; may be empty
 */
public record Notice(Tone tone, String text, List<String> points) implements Block {
    /** Shown by a sign beside the colour, for those who see no colours. */
    public enum Tone {
        GOOD("✓"),
        CAUTION("!"),
        BAD("✗");

        private final String sign;

        Tone(String sign) {
            this.sign = sign;
        }
    }

    @Override
    public void write(Html html) {
        html.open("div", "class", "notice " + tone.name().toLowerCase(Locale.ROOT));
        html.element("span", tone.sign, "class", "sign", "aria-hidden", "true");
        html.open("div").element("p", text);
        if (!points.isEmpty()) {
            html.open("ul");
            points.forEach(point -> html.element("li", point));
            html.close("ul");
        }
        html.close("div").close("div");
    }
}
