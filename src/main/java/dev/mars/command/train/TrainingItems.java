// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.TrainingItem;
import dev.mars.dataset.Item;
import java.util.List;
import java.util.stream.Stream;

/** A data set's items to train on. */
public final class TrainingItems {
    public static List<TrainingItem> of(Stream<Item> items) {
        return items.map(item -> new TrainingItem(item.itemId(), item.text(), item.image()))
                .toList();
    }

    private TrainingItems() {}
}
