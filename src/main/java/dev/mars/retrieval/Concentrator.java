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

    /** S and supporters by item, valid where {@link #stamps} is of this request. */
    private double[] votes = new double[0];

    private int[] supporters = new int[0];
    private long[] stamps = new long[0];
    private int[] touched = new int[0];
    private long request;

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
        int items = vote(ranked, byId, weights);
        drop(own);
        double all = donorIds.size();
        double floor = settings.scoreFloor() * settings.scoreFloor();
        best.reset(settings.items(), items);
        for (int i = 0; i < items; i++) {
            int item = touched[i];
            if (supporters[item] < settings.minSupporters()) {
                continue;
            }
            double expected = held.posting(item).size() / all;
            double above = votes[item] - expected;
            double score =
                    switch (settings.scoring()) {
                        case ABOVE_CHANCE -> above / StrictMath.sqrt(expected * squares + floor);
                        case VOTES -> votes[item];
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

    /** Counts votes and supporters; returns how many items were touched. */
    private int vote(RankedDonors ranked, int[] byId, double[] weights) {
        makeRoom();
        request++;
        int count = 0;
        for (int i : byId) {
            for (int item : donors.apply(ranked.donors()[i]).items()) {
                if (stamps[item] != request) {
                    stamps[item] = request;
                    votes[item] = 0;
                    supporters[item] = 0;
                    touched[count++] = item;
                }
                votes[item] += weights[i];
                supporters[item]++;
            }
        }
        return count;
    }

    private void drop(List<SequenceEvent> own) {
        for (SequenceEvent event : own) {
            int item = held.ids().find(event.itemId());
            if (item >= 0) {
                supporters[item] = 0;
            }
        }
    }

    private List<AugmentedItem> drained() {
        int[] items = new int[best.size()];
        double[] scores = new double[items.length];
        best.drain(items, scores);
        List<AugmentedItem> result = new ArrayList<>(items.length);
        for (int i = 0; i < items.length; i++) {
            int item = items[i];
            long code = held.posting(item).code();
            result.add(new AugmentedItem(held.ids().id(item), scores[i], supporters[item], code));
        }
        return result;
    }

    /** Scratch grows with the index, not with a request. */
    private void makeRoom() {
        if (votes.length < held.ids().limit()) {
            int size = held.ids().limit() * 9 / 8 + 1;
            votes = Arrays.copyOf(votes, size);
            supporters = Arrays.copyOf(supporters, size);
            stamps = Arrays.copyOf(stamps, size);
            touched = Arrays.copyOf(touched, size);
        }
    }

    long ramBytesUsed() {
        return 24L * votes.length;
    }
}
