// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import dev.mars.retrieval.NeighbourLists.NeighbourList;
import java.util.Arrays;
import java.util.List;

/**
 * Ranks donors by how well their items stand for the user's: item sets against item sets.
 *
 * <p>What is meant is sim(u, d) = the mean over own items i of the largest cosine between i and any
 * item that d holds (late interaction). Computed in full, that compares each own item with every
 * holding of every donor. But the largest cosines of an item are with few held items, its neighbour
 * list, and the donors that hold one of those stand in postings. All others are taken to have f_i,
 * the floor of the list. So sim(u, d) = mean f_i + the sum over own items of (cos - f_i) / |u| at
 * the donor's first hit on a walk of i's list in descending cosine, and only hit donors cost
 * anything. Popular items' postings are walked in a fixed sample (see {@link PostingLists}).
 *
 * <p>A hit and what it adds depend on the donor's own items alone, once the lists and the samples
 * are fixed. So donors may be walked in parts, each by itself, and the hits of all merged.
 *
 * <p>Own items are walked in id order, and |u| counts all of them, those without neighbours too.
 * Equal similarities: the donor with the later last positive first, then the smaller user id. If
 * fewer than K donors are hit, the nearest other ones by user embedding follow, at mean f_i.
 */
final class ItemSetRanking {
    private final int topDonors;
    private final Postings postings;
    private final DonorEmbeddings embeddings;
    private final TopK best;
    private int[] sample = new int[0];

    /** The donors hit: what was added for each, marked with the last walk that did so, from 1. */
    private final Tally hits = new Tally();

    private long postingsWalked;

    /**
     * @param topDonors K
     * @param order of donors of one similarity
     */
    ItemSetRanking(int topDonors, DonorOrder order, Postings postings, DonorEmbeddings embeddings) {
        this.topDonors = topDonors;
        this.postings = postings;
        this.embeddings = embeddings;
        this.best = new TopK(order);
    }

    /**
     * @param lists one for each own item; their items are known to the postings
     * @param floor their floors' mean
     * @param user who is passed over, or -1
     */
    FoundDonors find(List<NeighbourList> lists, double floor, int user, Evidence evidence) {
        hits.clear();
        int walk = 0;
        for (NeighbourList list : lists) {
            walk(list, ++walk, lists.size(), user);
        }
        best.reset(topDonors, hits.size());
        for (int i = 0; i < hits.size(); i++) {
            best.offer(floor + hits.sum(i), hits.ordinal(i));
        }
        int[] ranked = new int[best.size()];
        double[] similarities = new double[ranked.length];
        best.drain(ranked, similarities);
        int missing = topDonors - ranked.length;
        int[] near = new int[missing];
        double[] dots = new double[missing];
        int size = missing == 0 ? 0 : fillUp(evidence, user, near, dots);
        return new FoundDonors(
                ranked, similarities, Arrays.copyOf(near, size), Arrays.copyOf(dots, size));
    }

    private void walk(NeighbourList list, int walk, int ownItems, int user) {
        for (int i = 0; i < list.items().length; i++) {
            double gain = ((double) list.cosines()[i] - list.floor()) / ownItems;
            int most = postings.most(list.items()[i]);
            if (sample.length < most) {
                sample = new int[most + most / 4];
            }
            int size = postings.sample(list.items()[i], sample);
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

    private int fillUp(Evidence evidence, int user, int[] near, double[] dots) {
        // Of the nearest K + 1, fewer than K are hit already and one may be the user.
        Neighbours nearest = embeddings.nearest(evidence, topDonors + 1);
        int size = 0;
        for (int i = 0; i < nearest.size() && size < near.length; i++) {
            int donor = nearest.keys()[i];
            if (donor != user && hits.find(donor) < 0) {
                near[size] = donor;
                dots[size++] = nearest.dots()[i];
            }
        }
        return size;
    }

    /** Over all requests so far. */
    long postingsWalked() {
        return postingsWalked;
    }

    long ramBytesUsed() {
        return hits.ramBytesUsed() + Ram.array(sample.length, 4);
    }
}
