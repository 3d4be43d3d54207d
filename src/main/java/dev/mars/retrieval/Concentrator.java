// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private final Electorate electorate;
    private final TopK best;

    /** The retrieved donors' items: S, marked with the number of supporters. */
    private final Tally votes = new Tally();

    private int[] items = new int[0];

    Concentrator(RetrievalSettings settings, Electorate electorate) {
        this.settings = settings;
        this.electorate = electorate;
        this.best =
                new TopK(
                        (item, than) ->
                                electorate.itemId(item).compareTo(electorate.itemId(than)) < 0);
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
        double all = electorate.donors();
        double floor = settings.scoreFloor() * settings.scoreFloor();
        best.reset(settings.items(), votes.size());
        for (int i = 0; i < votes.size(); i++) {
            int item = votes.ordinal(i);
            if (votes.mark(i) < settings.minSupporters()) {
                continue;
            }
            double expected = electorate.holders(item) / all;
            double above = votes.sum(i) - expected;
            double score =
                    switch (settings.scoring()) {
                        case ABOVE_CHANCE -> above / StrictMath.sqrt(expected * squares + floor);
                        case VOTES -> votes.sum(i);
                    };
            if (score > 0 && best.admits(score, item) && !electorate.isRetired(item)) {
                best.offer(score, item);
            }
        }
        return drained();
    }

    /** Places in the ranking, in the order of the donors' ids. */
    private int[] byId(RankedDonors ranked) {
        String[] ids = new String[ranked.size()];
        Arrays.setAll(ids, i -> electorate.donorId(ranked.donors()[i]));
        return IdOrder.of(ids);
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
        // All donors first: what is not in the cache is fetched for several at a time.
        int most = 0;
        for (int donor : ranked.donors()) {
            most = Math.max(most, electorate.mostItems(donor));
        }
        if (items.length < most) {
            items = new int[most];
        }
        for (int i : byId) {
            int size = electorate.items(ranked.donors()[i], items);
            for (int j = 0; j < size; j++) {
                int vote = votes.touch(items[j]);
                votes.add(vote, weights[i]);
                votes.mark(vote, votes.mark(vote) + 1);
            }
        }
    }

    private void drop(List<SequenceEvent> own) {
        for (SequenceEvent event : own) {
            int item = electorate.find(event.itemId());
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
            String id = electorate.itemId(found[i]);
            int supporters = votes.mark(votes.find(found[i]));
            long code = electorate.code(found[i]);
            result.add(new AugmentedItem(id, scores[i], supporters, code));
        }
        return result;
    }

    long ramBytesUsed() {
        return votes.ramBytesUsed() + Ram.array(items.length, 4);
    }
}
