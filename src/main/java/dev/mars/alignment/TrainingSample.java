// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The items that a model is trained on: those with features, in the order of the XXH64 of their ids
 * (ties by id), the first {@code sample} of them. The order is a shuffle that depends on nothing
 * but the ids, so any input order gives the same model, and a prefix is a sample.
 */
final class TrainingSample {
    private record Hashed(long hash, TrainingItem item) {}

    private static final Comparator<Hashed> ORDER =
            Comparator.comparing(Hashed::hash, Long::compareUnsigned)
                    .thenComparing(hashed -> hashed.item().itemId());

    /**
     * @throws IllegalArgumentException for no features at all, values that are not finite, lengths
     *     that disagree, an id given twice
     */
    static List<TrainingItem> of(List<TrainingItem> items, int sample) {
        int textLength = usualLength(items, TrainingItem::text);
        int imageLength = usualLength(items, TrainingItem::image);
        Set<String> seen = new HashSet<>();
        List<Hashed> hashed = new ArrayList<>();
        for (TrainingItem item : items) {
            if (!seen.add(item.itemId())) {
                throw new IllegalArgumentException(
                        "item "
                                + item.itemId()
                                + " is given twice; training takes one version of an item; keep"
                                + " the newest");
            }
            check(item.itemId(), "text", item.text(), textLength);
            check(item.itemId(), "image", item.image(), imageLength);
            if (item.text() != null || item.image() != null) {
                hashed.add(new Hashed(XxHash.of(item.itemId()), item));
            }
        }
        if (hashed.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the "
                            + items.size()
                            + " items has a text or image vector; training needs at least one;"
                            + " load items with features first");
        }
        hashed.sort(ORDER);
        return hashed.stream().limit(sample).map(Hashed::item).toList();
    }

    /** That of most, of equally many the shortest: one item of another must not blame the rest. */
    private static int usualLength(
            List<TrainingItem> items, Function<TrainingItem, float[]> modality) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (TrainingItem item : items) {
            float[] vector = modality.apply(item);
            if (vector != null && vector.length > 0) {
                counts.merge(vector.length, 1, Integer::sum);
            }
        }
        int usual = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            if (count.getValue() > most) {
                usual = count.getKey();
                most = count.getValue();
            }
        }
        return usual;
    }

    private static void check(String itemId, String what, float[] vector, int length) {
        if (vector == null) {
            return;
        }
        if (vector.length == 0 || vector.length != length) {
            throw new IllegalArgumentException(
                    what
                            + " vector of item "
                            + itemId
                            + " has "
                            + vector.length
                            + " values"
                            + (vector.length == length ? "" : ", others have " + length)
                            + "; all vectors of a modality must come from one encoder; give null"
                            + " for an item that lacks it");
        }
        int at = Finite.firstNotFinite(vector);
        if (at >= 0) {
            throw new IllegalArgumentException(
                    what
                            + " vector of item "
                            + itemId
                            + " has the value "
                            + vector[at]
                            + " at "
                            + at
                            + "; all values must be finite; drop or re-encode the item");
        }
    }

    private TrainingSample() {}
}
