// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.report.Block;
import dev.mars.report.Paragraph;
import java.util.List;

/** What a training's report does and does not show. */
final class HowToRead {
    static final List<Block> BLOCKS =
            List.of(
                    new Paragraph(
                            "KSD², the kernel Stein discrepancy, is near 0 where a modality's"
                                    + " vectors look like a standard normal cloud. The gaps are"
                                    + " near 0, and the probe near 0.5, where text and images lie"
                                    + " in the same place."),
                    new Paragraph(
                            "None of these shows that an item's text lies near its own image. Plain"
                                    + " whitening, which knows nothing of pairs, passes both KSD²"
                                    + " and the gap while it retrieves no better than chance. So"
                                    + " the gate asks for three things at once, on pairs held out:"
                                    + " KSD² and the centroid gap must fall, and Recall@10 must not"
                                    + " be below that of CCA, the closed form."),
                    new Paragraph(
                            "A small p-value says that the vectors are not standard normal. A large"
                                    + " one may only say that there were too few of them to tell."),
                    new Paragraph(
                            "The plots show two directions of many. Clouds that overlap there may"
                                    + " be apart elsewhere, which the probe would find. The"
                                    + " neighbours are a few examples; recall counts all."));

    private HowToRead() {}
}
