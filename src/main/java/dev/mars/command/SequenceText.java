// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** An augmented sequence as a person reads it. */
final class SequenceText {
    private static final int SHOWN = 10;

    /**
     * @param titles gives an item's title
     */
    static String of(AugmentedSequence sequence, UnaryOperator<String> titles) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "user %s as of %s: %s, activity %.2f, %s%n",
                        sequence.getUserId(),
                        Instant.ofEpochMilli(sequence.getAsOf()),
                        sequence.getTier(),
                        sequence.getActivity(),
                        sequence.getStatus()));
        List<OwnEvent> own = sequence.getOwn();
        text.append(String.format("  own sequence, %d%n", own.size()));
        more(own.size(), text, "earlier");
        for (OwnEvent event : own.subList(Math.max(0, own.size() - SHOWN), own.size())) {
            text.append(
                    String.format(
                            "    %s  %-10s %s%n",
                            Instant.ofEpochMilli(event.getEventTime()),
                            event.getAction(),
                            titles.apply(event.getItemId())));
        }
        List<AugmentedItem> augmented = sequence.getAugmented();
        if (!augmented.isEmpty()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  augmented, %d, from %d donors, top similarity %.3f%n",
                            augmented.size(),
                            sequence.getDonorsUsed(),
                            sequence.getTopSimilarity()));
            for (AugmentedItem item : augmented.subList(0, Math.min(SHOWN, augmented.size()))) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "    %6.3f  %2d donors  %s%n",
                                item.getScore(),
                                item.getSupporters(),
                                titles.apply(item.getItemId())));
            }
            more(augmented.size(), text, "further");
        }
        return text.toString();
    }

    private static void more(int size, StringBuilder text, String which) {
        if (size > SHOWN) {
            text.append(String.format("    ... %d %s%n", size - SHOWN, which));
        }
    }

    private SequenceText() {}
}
