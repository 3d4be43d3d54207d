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
 * The items that a model is trained on: those with features, in the order of {@link HashedId}, the
 * first {@code sample} of them. So any input order gives the same model.
 *
 * <p>Left out are items of which a vector has another length than most have: after a change of
 * encoder some are not encoded anew, and a job will refuse those as well. One of them must not stop
 * the training of all others.
 *
 * @param otherLengths how many were left out
 */
record TrainingSample(List<TrainingItem> items, int otherLengths) {
    private record Hashed(HashedId id, TrainingItem item) {}

    /**
     * @throws IllegalArgumentException for no features at all, values that are not finite, an id
     *     given twice
     */
    static TrainingSample of(List<TrainingItem> items, int sample) {
        int textLength = usualLength(items, TrainingItem::text);
        int imageLength = usualLength(items, TrainingItem::image);
        Set<String> seen = new HashSet<>();
        List<Hashed> hashed = new ArrayList<>();
        int otherLengths = 0;
        for (TrainingItem item : items) {
            if (!seen.add(item.itemId())) {
                throw new IllegalArgumentException(
                        "item "
                                + item.itemId()
                                + " is given twice; training takes one version of an item; keep"
                                + " the newest");
            }
            if (!fits(item.text(), textLength) || !fits(item.image(), imageLength)) {
                otherLengths++;
                continue;
            }
            check(item.itemId(), "text", item.text());
            check(item.itemId(), "image", item.image());
            if (item.text() != null || item.image() != null) {
                hashed.add(new Hashed(HashedId.of(item.itemId()), item));
            }
        }
        if (hashed.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the "
                            + items.size()
                            + " items has a text or image vector; training needs at least one;"
                            + " load items with features first");
        }
        hashed.sort(Comparator.comparing(Hashed::id));
        return new TrainingSample(
                hashed.stream().limit(sample).map(Hashed::item).toList(), otherLengths);
    }

    /** That of most, of equally many the shortest; 0 if there is none. */
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

    private static boolean fits(float[] vector, int length) {
        return vector == null || (vector.length == length && length > 0);
    }

    private static void check(String itemId, String what, float[] vector) {
        if (vector == null) {
            return;
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
}
