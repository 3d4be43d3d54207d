// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.report.Block;
import dev.mars.report.Paragraph;
import java.util.List;

/** What the figures of an evaluation of retrieval mean, and what they do not. */
final class ReadingRetrieval {
    static List<Block> of(RetrievalReport report) {
        return List.of(
                new Paragraph(
                        "Asked about is each positive of a user with 1 to 4 earlier ones (strictly"
                                + " before in event time) and not of the same item. It is scored"
                                + " by an output of the user's: an item's value is its augmented"
                                + " score, 0 if it is absent. Validation is the 70 to 80"
                                + " % of the events in their order, and what choices are made on;"
                                + " test is the last 20 %."),
                new Paragraph(
                        "At request: the last output before the positive, where an impression a"
                                + " millisecond before it, which the replay adds and which weighs"
                                + " nothing, has asked for one. At rest: the last output before"
                                + " that impression, from the user's last behaviour on. Both are"
                                + " read from the same run; between them lies what donors have"
                                + " done since."),
                new Paragraph(
                        "Negatives are items that the user has no positive of by then, the same"
                                + " for every variant: 5 drawn by the positives of the 30 days"
                                + " before, 5 uniformly over the items that had appeared. AUC is"
                                + " the share of negatives that score below their positive, ties"
                                + " half: 0.5 is chance. Gap is the share of positives in the"
                                + " augmented set minus the share of popularity negatives in it: 0"
                                + " is chance. Popular items alone bring AUC against uniform"
                                + " negatives and the hit rate far up; neither tells what was found"
                                + " out about the user."),
                new Paragraph(
                        "Intervals are 95 %, from "
                                + report.resamples()
                                + " draws of as many users as there are, with replacement. All"
                                + " variants are measured on the same draws, so differences are"
                                + " paired, and one whose interval leaves 0 out stands in bold."),
                new Paragraph(
                        "Warm: one of the user's items stood among the own items of a HIGH user's"
                                + " output in an epoch before that of the output that is scored."
                                + " Whether that donor has become less active since, or has newer"
                                + " items only, outputs do not tell. Cold: all others."),
                new Paragraph(
                        "recently-popular is not a run of the job: it is computed from the data"
                                + " set, at the time of the same output. same-items, as all"
                                + " rankings of item sets, fills up with donors by user embedding"
                                + " where too few share an item. random-vectors has noise in place"
                                + " of each item's vectors and a model trained on it: what it"
                                + " reaches is the doing of item identity, not of content. What"
                                + " content adds is the default's difference to it, no more."));
    }

    private ReadingRetrieval() {}
}
