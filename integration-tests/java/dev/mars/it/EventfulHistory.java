// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.dataset.Interaction;
import dev.mars.dataset.Item;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.topic.Behavior;
import dev.mars.topic.ItemFeatures;
import java.time.Duration;
import java.util.List;

/** A history in which everything happens that may. */
final class EventfulHistory {
    /**
     * A simulated world, with items that change and go, users who ask to be forgotten, and ties.
     */
    static History of(long seed) {
        History history = new History();
        SimulatorSettings settings =
                SimulatorSettings.DEFAULT
                        .withSeed(seed)
                        .withSize(300, 250, 6_000)
                        .withTime(SimulatorSettings.DEFAULT.start(), Duration.ofDays(20));
        try (Simulator world = new Simulator(settings)) {
            List<Item> items = world.items().toList();
            List<Interaction> interactions = world.interactions().toList();
            for (Item item : items) {
                history.add(
                        new ItemFeatures(
                                item.itemId(), item.effectiveFrom(), item.text(), item.image()));
            }
            int n = 0;
            for (Interaction act : interactions) {
                Behavior behavior =
                        new Behavior(
                                act.userId(),
                                act.itemId(),
                                act.action(),
                                act.eventTime(),
                                act.rating());
                history.add(behavior);
                n++;
                if (n % 50 == 0) {
                    history.add(behavior); // an exact duplicate
                }
                if (n % 40 == 0) { // another act at the same time, on another item
                    String other = items.get(n % items.size()).itemId();
                    history.add(new Behavior(act.userId(), other, "click", act.eventTime(), null));
                }
                if (n % 1_000 == 0) {
                    history.erase(act.userId(), act.eventTime());
                }
                if (n % 700 == 0) {
                    history.retire(act.itemId(), act.eventTime());
                }
                if (n % 450 == 0) { // the features of another item, from this very moment on
                    Item other = items.get((n / 3) % items.size());
                    history.add(
                            new ItemFeatures(
                                    act.itemId(), act.eventTime(), other.text(), other.image()));
                }
            }
        }
        return history;
    }

    private EventfulHistory() {}
}
