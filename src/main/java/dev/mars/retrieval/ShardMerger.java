// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an answer of those of all shards: the last of the three steps of an index in shards. Donors
 * are ranked and items condensed by the same code as in {@link DonorIndex}. For one thread.
 */
public final class ShardMerger {
    private final RetrievalSettings settings;
    private final Ballot ballot = new Ballot();
    private final Concentrator concentrator;
    private final TopK hits;
    private final TopK near;

    public ShardMerger(RetrievalSettings settings) {
        this.settings = settings.forShards();
        concentrator = new Concentrator(settings, ballot);
        hits = new TopK(new DonorOrder(ballot::lastPositive, ballot::compareDonors));
        near = new TopK((donor, than) -> ballot.compareDonors(donor, than) < 0);
    }

    /**
     * @param own the user's positives
     * @param donors as in the {@link Plan}
     * @param floor as in the plan
     * @param answers one of each shard, in any order
     */
    public Augmentation merge(
            List<SequenceEvent> own, int donors, double floor, List<ShardAnswer> answers) {
        boolean isDonor = answers.stream().anyMatch(ShardAnswer::hasUser);
        if (donors - (isDonor ? 1 : 0) == 0) {
            return Augmentation.none(Status.NO_DONOR);
        }
        ballot.fill(donors, answers);
        FoundDonors found = best(answers);
        RankedDonors ranked =
                settings.ranking() == Ranking.ITEM_SETS ? found.atFloor(floor) : found.byCosine();
        if (ranked.size() == 0) {
            return Augmentation.none(Status.NO_EVIDENCE);
        }
        return Augmentation.of(ranked, ballot::donorId, concentrator.concentrate(ranked, own));
    }

    private FoundDonors best(List<ShardAnswer> answers) {
        hits.reset(settings.topDonors(), ballot.size());
        int hit = offer(answers, hits, true);
        near.reset(settings.topDonors() - hit, ballot.size());
        offer(answers, near, false);
        int[] best = new int[hits.size()];
        double[] similarities = new double[best.length];
        hits.drain(best, similarities);
        int[] others = new int[near.size()];
        double[] dots = new double[others.length];
        near.drain(others, dots);
        return new FoundDonors(best, similarities, others, dots);
    }

    private static int offer(List<ShardAnswer> answers, TopK best, boolean ofHits) {
        int donor = 0;
        for (ShardAnswer answer : answers) {
            for (int i = 0; i < answer.donors().size(); i++, donor++) {
                if ((i < answer.hits()) == ofHits) {
                    best.offer(answer.donors().get(i).similarity(), donor);
                }
            }
        }
        return best.size();
    }

    /** The donors of some answers, one after another, and their items. */
    private static final class Ballot implements Electorate {
        private final List<ShardAnswer.Found> found = new ArrayList<>();
        private final List<ShardAnswer.Item> items = new ArrayList<>();
        private final List<int[]> held = new ArrayList<>();
        private Ordinals itemIds = new Ordinals();
        private int donors;

        void fill(int all, List<ShardAnswer> answers) {
            donors = all;
            found.clear();
            held.clear();
            items.clear();
            itemIds = new Ordinals();
            for (ShardAnswer answer : answers) {
                int[] ordinals = new int[answer.items().size()];
                for (int i = 0; i < ordinals.length; i++) {
                    ordinals[i] = itemIds.acquire(answer.items().get(i).itemId());
                    if (ordinals[i] == items.size()) {
                        items.add(answer.items().get(i));
                    }
                }
                for (ShardAnswer.Found donor : answer.donors()) {
                    found.add(donor);
                    held.add(Arrays.stream(donor.items()).map(i -> ordinals[i]).toArray());
                }
            }
        }

        int size() {
            return found.size();
        }

        @Override
        public String donorId(int donor) {
            return found.get(donor).userId();
        }

        int compareDonors(int one, int other) {
            return donorId(one).compareTo(donorId(other));
        }

        long lastPositive(int donor) {
            return found.get(donor).lastPositive();
        }

        @Override
        public int donors() {
            return donors;
        }

        @Override
        public int mostItems(int donor) {
            return held.get(donor).length;
        }

        @Override
        public int items(int donor, int[] into) {
            int[] own = held.get(donor);
            System.arraycopy(own, 0, into, 0, own.length);
            return own.length;
        }

        @Override
        public int find(String itemId) {
            return itemIds.find(itemId);
        }

        @Override
        public String itemId(int item) {
            return items.get(item).itemId();
        }

        @Override
        public int holders(int item) {
            return items.get(item).holders();
        }

        @Override
        public long code(int item) {
            return items.get(item).code();
        }

        @Override
        public boolean isRetired(int item) {
            return items.get(item).retired();
        }
    }
}
