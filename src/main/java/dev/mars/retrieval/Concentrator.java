// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Condenses the retrieved donors' items into a few.
 *
 * <p>Donors vote with weights w = softmax(sim / tau), so an item gets S = the sum of w over the
 * retrieved donors that hold it. S alone would put popular items first, for any user: were the
 * donors drawn by chance, S would be e on average, the share of all donors that hold the item, with
 * a variance of about e times the sum of w squared. So an item is scored by how far it stands above
 * chance, in about standard deviations:
 *
 * <pre>score = max(S - e, 0) / sqrt(e * sum w^2 + c^2)</pre>
 *
 * <p>c keeps rare items, whose deviation is next to nothing, from winning by one vote. Items with
 * too few supporters, the user's own and retired ones are dropped; the rest comes in descending
 * score, ties by item id.
 *
 * <p>All sums run in donor id order. The weights are exp((sim - largest sim) / tau) over their sum.
 */
final class Concentrator {
    private final RetrievalSettings settings;
    private final Ordinals donorIds;
    private final IntFunction<DonorEntry> donors;
    private final HeldItems held;
    private final Set<String> retired;
    private final TopK best;

    /** The retrieved donors' items: S, marked with the number of supporters. */
    private final Tally votes = new Tally();

    private int[] items = new int[0];

    Concentrator(
            RetrievalSettings settings,
            Ordinals donorIds,
            IntFunction<DonorEntry> donors,
            HeldItems held,
            Set<String> retired) {
        this.settings = settings;
        this.donorIds = donorIds;
        this.donors = donors;
        this.held = held;
        this.retired = retired;
        this.best = new TopK((item, than) -> held.ids().compare(item, than) < 0);
    }

    /**
     * @param ranked at least one donor
     * @param own events whose items are dropped
     * @return best first, perhaps none
     */
    List<AugmentedItem> concentrate(RankedDonors ranked, List<SequenceEvent> own) {
        int[] byId = byId(ranked);
        double[] weights = weights(ranked, byId);
        double squares = 0;
        for (int i : byId) {
            squares += weights[i] * weights[i];
        }
        vote(ranked, byId, weights);
        drop(own);
        double all = donorIds.size();
        double floor = settings.scoreFloor() * settings.scoreFloor();
        best.reset(settings.items(), votes.size());
        for (int i = 0; i < votes.size(); i++) {
            int item = votes.ordinal(i);
            if (votes.mark(i) < settings.minSupporters()) {
                continue;
            }
            double expected = held.posting(item).size() / all;
            double above = votes.sum(i) - expected;
            double score =
                    switch (settings.scoring()) {
                        case ABOVE_CHANCE -> above / StrictMath.sqrt(expected * squares + floor);
                        case VOTES -> votes.sum(i);
                    };
            if (score > 0 && best.admits(score, item) && !retired.contains(held.ids().id(item))) {
                best.offer(score, item);
            }
        }
        return drained();
    }

    /** Places in the ranking, in the order of the donors' ids. */
    private int[] byId(RankedDonors ranked) {
        Integer[] places = new Integer[ranked.size()];
        Arrays.setAll(places, i -> i);
        Comparator<Integer> order =
                (one, other) -> donorIds.compare(ranked.donors()[one], ranked.donors()[other]);
        Arrays.sort(places, order);
        return Arrays.stream(places).mapToInt(i -> i).toArray();
    }

    private double[] weights(RankedDonors ranked, int[] byId) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double similarity : ranked.similarities()) {
            largest = Math.max(largest, similarity);
        }
        double[] weights = new double[ranked.size()];
        double sum = 0;
        for (int i : byId) {
            double distance = ranked.similarities()[i] - largest;
            weights[i] = StrictMath.exp(distance / settings.temperature());
            sum += weights[i];
        }
        for (int i : byId) {
            weights[i] /= sum;
        }
        return weights;
    }

    private void vote(RankedDonors ranked, int[] byId, double[] weights) {
        votes.clear();
        for (int i : byId) {
            byte[] packed = donors.apply(ranked.donors()[i]).items();
            if (items.length < packed.length) {
                items = new int[packed.length];
            }
            int size = AscendingInts.read(packed, items);
            for (int j = 0; j < size; j++) {
                int vote = votes.touch(items[j]);
                votes.add(vote, weights[i]);
                votes.mark(vote, votes.mark(vote) + 1);
            }
        }
    }

    private void drop(List<SequenceEvent> own) {
        for (SequenceEvent event : own) {
            int item = held.ids().find(event.itemId());
            int vote = item < 0 ? -1 : votes.find(item);
            if (vote >= 0) {
                votes.mark(vote, 0);
            }
        }
    }

    private List<AugmentedItem> drained() {
        int[] found = new int[best.size()];
        double[] scores = new double[found.length];
        best.drain(found, scores);
        List<AugmentedItem> result = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            String id = held.ids().id(found[i]);
            int supporters = votes.mark(votes.find(found[i]));
            result.add(new AugmentedItem(id, scores[i], supporters, held.posting(found[i]).code()));
        }
        return result;
    }

    long ramBytesUsed() {
        return votes.ramBytesUsed() + Ram.array(items.length, 4);
    }
}
