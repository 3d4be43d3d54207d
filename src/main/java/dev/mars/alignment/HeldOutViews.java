// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Held-out pairs as people can look at them: from one side, and by their nearest partners. */
final class HeldOutViews {
    static final int POINTS = 400;
    private static final int ITEMS = 8;
    private static final int NEAREST = 5;

    /** The first {@value #POINTS} pairs on the first two principal axes of all their vectors. */
    static SpaceView view(String variant, Alignment alignment, PairSplit split) {
        return view(variant, alignment, split.heldOut(), split.heldOutIds());
    }

    /**
     * The same of any pairs.
     *
     * @param ids of the pairs' items, in the same order
     */
    static SpaceView view(
            String variant, Alignment alignment, List<BaseFeatures> all, List<String> ids) {
        int count = Math.min(POINTS, all.size());
        AlignedPairs pairs = AlignedPairs.of(alignment, all.subList(0, count));
        // One without a direction would shift the ids; then there is nothing worth a look.
        if (pairs.textDirections().size() < count) {
            return new SpaceView(variant, List.of());
        }
        List<float[]> both = new ArrayList<>(pairs.textDirections());
        both.addAll(pairs.imageDirections());
        double[][] axes =
                PrincipalComponents.of(
                                Covariance.of(both.toArray(float[][]::new)).matrix(),
                                2,
                                new SplittableRandom(XxHash.of("view")))
                        .directions();
        List<SpaceView.Point> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] text = pairs.textDirections().get(i);
            float[] image = pairs.imageDirections().get(i);
            points.add(
                    new SpaceView.Point(
                            ids.get(i),
                            along(axes, 0, text),
                            along(axes, 1, text),
                            along(axes, 0, image),
                            along(axes, 1, image)));
        }
        return new SpaceView(variant, points);
    }

    /** For the first {@value #ITEMS} pairs, whose images each space puts next to their texts. */
    static List<NearestPartners> partners(Map<String, Alignment> variants, PairSplit split) {
        List<NearestPartners> all = new ArrayList<>();
        int items = Math.min(ITEMS, split.heldOut().size());
        for (int item = 0; item < items; item++) {
            all.add(new NearestPartners(split.heldOutIds().get(item), new LinkedHashMap<>()));
        }
        variants.forEach(
                (variant, alignment) -> {
                    AlignedPairs pairs = AlignedPairs.of(alignment, split.heldOut());
                    if (pairs.textDirections().size() == split.heldOut().size()) {
                        for (int item = 0; item < items; item++) {
                            all.get(item)
                                    .byVariant()
                                    .put(
                                            variant,
                                            nearest(
                                                    pairs.textDirections().get(item),
                                                    pairs.imageDirections(),
                                                    split.heldOutIds()));
                        }
                    }
                });
        return all;
    }

    private static List<String> nearest(float[] text, List<float[]> images, List<String> ids) {
        return IntStream.range(0, images.size())
                .boxed()
                .sorted(
                        Comparator.comparing(
                                        (Integer i) -> -CrossModalRecall.dot(text, images.get(i)))
                                .thenComparing(ids::get))
                .limit(NEAREST)
                .map(ids::get)
                .toList();
    }

    private static float along(double[][] axes, int axis, float[] vector) {
        double sum = 0;
        for (int k = 0; axis < axes.length && k < vector.length; k++) {
            sum += axes[axis][k] * vector[k];
        }
        return (float) sum;
    }

    private HeldOutViews() {}
}
