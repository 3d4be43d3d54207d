// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.retrieval.NeighbourLists.NeighbourList;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Ranks donors by how well their items stand for the user's: item sets against item sets.
 *
 * <p>What is meant is sim(u, d) = the mean over own items i of the largest cosine between i and any
 * item that d holds (late interaction). Computed in full, that compares each own item with every
 * holding of every donor. But the largest cosines of an item are with few held items, its neighbour
 * list, and the donors that hold one of those stand in postings. All others are taken to have f_i,
 * the floor of the list. So sim(u, d) = mean f_i + the sum over own items of (cos - f_i) / |u| at
 * the donor's first hit on a walk of i's list in descending cosine, and only hit donors cost
 * anything. Popular items' postings are walked in a fixed sample (see {@link PostingList}).
 *
 * <p>Own items are walked in id order, and |u| counts all of them, those without neighbours too.
 * Equal similarities: the donor with the later last positive first, then the smaller user id. If
 * fewer than K donors are hit, the nearest other ones by user embedding follow, at mean f_i.
 */
final class ItemSetRanking {
    private final RetrievalSettings settings;
    private final Ordinals donorIds;
    private final IntToLongFunction lastPositives;
    private final HeldItems held;
    private final DonorEmbeddings embeddings;
    private final NeighbourLists lists;
    private final TopK best;
    private int[] sample = new int[0];

    /** The donors hit: what was added for each, marked with the last walk that did so, from 1. */
    private final Tally hits = new Tally();

    private long postingsWalked;

    ItemSetRanking(
            RetrievalSettings settings,
            Ordinals donorIds,
            IntToLongFunction lastPositives,
            HeldItems held,
            DonorEmbeddings embeddings) {
        this.settings = settings;
        this.donorIds = donorIds;
        this.lastPositives = lastPositives;
        this.held = held;
        this.embeddings = embeddings;
        this.lists = new NeighbourLists(held, settings.neighbours());
        this.best = new TopK(this::better);
    }

    RankedDonors rank(Query query) {
        hits.clear();
        int user = donorIds.find(query.userId());
        Map<String, Long> own = OwnItems.last(query.own(), settings.ownItems());
        double floors = 0;
        int walk = 0;
        for (Map.Entry<String, Long> item : own.entrySet()) {
            NeighbourList list = lists.of(item.getKey(), item.getValue());
            floors += list.floor();
            walk(list, ++walk, own.size(), user);
        }
        double floor = floors / own.size();
        best.reset(settings.topDonors(), hits.size());
        for (int i = 0; i < hits.size(); i++) {
            best.offer(floor + hits.sum(i), hits.ordinal(i));
        }
        int[] ranked = new int[best.size()];
        double[] similarities = new double[ranked.length];
        best.drain(ranked, similarities);
        return ranked.length == settings.topDonors()
                ? new RankedDonors(ranked, similarities)
                : filledUp(query, user, floor, ranked, similarities);
    }

    private void walk(NeighbourList list, int walk, int ownItems, int user) {
        for (int i = 0; i < list.items().length; i++) {
            double gain = ((double) list.cosines()[i] - list.floor()) / ownItems;
            PostingList posting = held.posting(list.items()[i]);
            int most = Math.min(posting.size(), settings.postings());
            if (sample.length < most) {
                sample = new int[Math.min(2 * most, settings.postings())];
            }
            int size = posting.sample(sample);
            postingsWalked += size;
            for (int j = 0; j < size; j++) {
                if (sample[j] != user) {
                    int hit = hits.touch(sample[j]);
                    if (hits.mark(hit) != walk) {
                        hits.mark(hit, walk);
                        hits.add(hit, gain);
                    }
                }
            }
        }
    }

    private RankedDonors filledUp(
            Query query, int user, double floor, int[] ranked, double[] similarities) {
        // Of the nearest K + 1, fewer than K are hit already and one may be the user.
        Neighbours nearest = embeddings.nearest(query.evidence(), settings.topDonors() + 1);
        int[] all = Arrays.copyOf(ranked, settings.topDonors());
        double[] sims = Arrays.copyOf(similarities, settings.topDonors());
        int size = ranked.length;
        for (int i = 0; i < nearest.size() && size < all.length; i++) {
            int donor = nearest.keys()[i];
            if (donor != user && hits.find(donor) < 0) {
                all[size] = donor;
                sims[size++] = floor;
            }
        }
        return new RankedDonors(Arrays.copyOf(all, size), Arrays.copyOf(sims, size));
    }

    private boolean better(int donor, int than) {
        long last = lastPositives.applyAsLong(donor);
        long other = lastPositives.applyAsLong(than);
        return last != other ? last > other : donorIds.compare(donor, than) < 0;
    }

    /** Over all requests so far. */
    long postingsWalked() {
        return postingsWalked;
    }

    long ramBytesUsed() {
        return hits.ramBytesUsed() + Ram.array(sample.length, 4) + lists.ramBytesUsed();
    }
}
