// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.List;

/** Blocks side by side, one below the other where the screen is narrow. */
public record Columns(List<? extends Block> blocks) implements Block {
    @Override
    public void write(Html html) {
        html.open("div", "class", "columns");
        blocks.forEach(block -> block.write(html));
        html.close("div");
    }
}
