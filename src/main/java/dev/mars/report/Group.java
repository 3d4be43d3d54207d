// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.List;

/** Blocks under a heading of their own, within a section. */
public record Group(String heading, List<Block> blocks) implements Block {
    @Override
    public void write(Html html) {
        html.open("section", "class", "group").element("h3", heading);
        blocks.forEach(block -> block.write(html));
        html.close("section");
    }
}
