// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/** Running text. */
public record Paragraph(String text) implements Block {
    @Override
    public void write(Html html) {
        html.element("p", text);
    }
}
