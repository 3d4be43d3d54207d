// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pairs that an alignment is fitted on, and those it is judged by, a tenth of them and {@value
 * #MOST} at most.
 *
 * <p>Held out are those with the smallest hashes of seed and item id: the split depends on neither
 * order nor parallelism, and a prefix of the held-out pairs is a sample of them. The base has seen
 * their features, but never that they are pairs.
 *
 * @param heldOut empty if there are fewer than {@value #FEWEST} pairs: of fewer than a hundred, the
 *     gap and recall would be mostly chance
 * @param heldOutIds item ids, in the same order
 */
record PairSplit(List<BaseFeatures> fitted, List<BaseFeatures> heldOut, List<String> heldOutIds) {
    static final int FEWEST = 1_000;
    static final int MOST = 2_000;
    private static final int SHARE = 10;

    /**
     * @param features of the items, in the same order
     */
    static PairSplit of(List<TrainingItem> items, List<BaseFeatures> features, long seed) {
        int[] pairs =
                IntStream.range(0, items.size()).filter(i -> features.get(i).isPair()).toArray();
        int count = pairs.length < FEWEST ? 0 : Math.min(pairs.length / SHARE, MOST);
        List<Integer> heldOut =
                IntStream.of(pairs)
                        .boxed()
                        .sorted(
                                Comparator.comparing(
                                                (Integer i) ->
                                                        XxHash.of(
                                                                seed
                                                                        + "/held out/"
                                                                        + items.get(i).itemId()),
                                                Long::compareUnsigned)
                                        .thenComparing(i -> items.get(i).itemId()))
                        .limit(count)
                        .toList();
        boolean[] isHeldOut = new boolean[items.size()];
        heldOut.forEach(i -> isHeldOut[i] = true);
        List<BaseFeatures> fitted = new ArrayList<>(pairs.length - count);
        for (int i : pairs) {
            if (!isHeldOut[i]) {
                fitted.add(features.get(i));
            }
        }
        return new PairSplit(
                fitted,
                heldOut.stream().map(features::get).toList(),
                heldOut.stream().map(i -> items.get(i).itemId()).toList());
    }
}
