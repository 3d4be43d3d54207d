// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.NearestPartners;
import dev.mars.alignment.TrainingReport;
import dev.mars.report.Block;
import dev.mars.report.Columns;
import dev.mars.report.Group;
import dev.mars.report.Listing;
import dev.mars.report.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** By title, which images each space puts next to a few texts. */
final class PartnerLists {
    static List<Block> of(TrainingReport report, Function<String, String> titles) {
        if (report.partners().isEmpty()) {
            return List.of(
                    new Paragraph(
                            "There are none to show: no pairs of text and image were held out."));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "Each heading is an item that the training has not seen; below it are the"
                                + " items whose images lie nearest to its text, nearest first. The"
                                + " right answer, the item itself, is marked."));
        for (NearestPartners item : report.partners()) {
            List<Listing> lists = new ArrayList<>();
            item.byVariant()
                    .forEach(
                            (variant, ids) -> lists.add(list(item.itemId(), variant, ids, titles)));
            blocks.add(new Group(titles.apply(item.itemId()), List.of(new Columns(lists))));
        }
        return blocks;
    }

    private static Listing list(
            String itemId, String variant, List<String> ids, Function<String, String> titles) {
        return new Listing(
                variant,
                ids.stream()
                        .map(id -> new Listing.Entry(titles.apply(id), id.equals(itemId)))
                        .toList(),
                ids.contains(itemId) ? "" : "Not among the first " + ids.size() + ".");
    }

    private PartnerLists() {}
}
