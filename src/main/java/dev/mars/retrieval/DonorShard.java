// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.retrieval.NeighbourLists.NeighbourList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some of the donors, and what they contribute to an answer: the second of the three steps of an
 * index in shards.
 *
 * <p>Why the shards' parts make up the answer of one index over all donors, to the bit:
 *
 * <ul>
 *   <li>A donor's similarity is a sum over the neighbour lists, which come with the plan, of gains
 *       that depend on what the donor holds, and on whether they are in an item's sample, which
 *       follows from the sample's last ({@link ShardItems}). A shard adds them up in the same order
 *       ({@link ItemSetRanking}). Of all donors hit, the K best are among the K best of each shard.
 *   <li>Where fewer than K are hit in all, as many as are missing follow by embedding, none of them
 *       hit. A shard has hit no more than all have, so it lacks no fewer, and sends as many as it
 *       lacks: the nearest in the cells that every shard searches ({@link
 *       VectorIndex#searchCells}).
 *   <li>Both orders are total over all donors: they end in the user id.
 *   <li>Items are counted over all donors, and named by the shards of the donors that hold them.
 * </ul>
 *
 * <p>It keeps neither events nor evidence, only what is searched. For one thread.
 */
public final class DonorShard {
    private static final NeighbourList NOTHING = new NeighbourList(new int[0], new float[0], 0);

    private final RetrievalSettings settings;
    private final IndexForm form;
    private final Ordinals donorIds = new Ordinals();
    private final ShardItems held;
    private final DonorEmbeddings embeddings;
    private final ItemSetRanking itemSets;
    private final EmbeddingRanking byEmbedding;

    /** The answer's items, by the order in which they come up in it. */
    private final Tally named = new Tally();

    private final DonorItems items = new DonorItems();
    private long[] lastPositives = new long[16];
    private int[] buffer = new int[128];

    public DonorShard(RetrievalSettings settings, UnifiedSpace space) {
        this(settings, space, IndexForm.usual());
    }

    DonorShard(RetrievalSettings settings, UnifiedSpace space, IndexForm form) {
        this.settings = settings.forShards();
        this.form = form;
        held = new ShardItems(settings.postings(), donorIds);
        embeddings = new DonorEmbeddings(donorIds, space, form.codebook(space), form);
        DonorOrder order = new DonorOrder(donor -> lastPositives[donor], donorIds::compare);
        itemSets = new ItemSetRanking(settings.topDonors(), order, held, embeddings);
        byEmbedding = new EmbeddingRanking(settings.topDonors(), embeddings);
    }

    /** Adds a donor or replaces what is known of them. */
    public void upsert(ShardDonor donor) {
        int ordinal = donorIds.acquire(donor.userId());
        if (ordinal >= lastPositives.length) {
            int room = Math.max(ordinal + 1, lastPositives.length * 9 / 8);
            lastPositives = Arrays.copyOf(lastPositives, room);
        }
        int old = unpack(ordinal);
        int[] now = new int[donor.items().size()];
        for (int i = 0; i < now.length; i++) {
            now[i] = held.ids().acquire(donor.items().get(i));
        }
        Arrays.sort(now);
        held.move(ordinal, buffer, old, now);
        items.put(ordinal, now, now.length);
        lastPositives[ordinal] = donor.lastPositive();
        embeddings.put(ordinal, donor.evidence());
    }

    /** Withdraws a donor; nothing happens if the shard has no such one. */
    public void remove(String userId) {
        int ordinal = donorIds.find(userId);
        if (ordinal < 0) {
            return;
        }
        int old = unpack(ordinal);
        held.move(ordinal, buffer, old, new int[0]);
        embeddings.remove(ordinal);
        items.remove(ordinal);
        donorIds.release(ordinal);
    }

    /** Reads a donor's items into the buffer. */
    private int unpack(int donor) {
        if (buffer.length < items.most(donor)) {
            buffer = new int[items.most(donor)];
        }
        return items.read(donor, buffer);
    }

    /**
     * Takes over what has become of an item. For every item of which a donor's hold has changed, in
     * whatever shard, one must come before the next {@link #answer}.
     */
    public void put(ItemSummary item) {
        held.put(item);
    }

    /**
     * Takes over a new alignment. As the shard keeps nobody's evidence, each of its donors has to
     * be shown to {@link #embed} before the next answer.
     */
    public void realign(UnifiedSpace space) {
        embeddings.realign(space, form.codebook(space));
    }

    /**
     * Computes the embedding of a donor anew.
     *
     * @param donor as in the last {@link #upsert}
     */
    public void embed(ShardDonor donor) {
        embeddings.put(donorIds.find(donor.userId()), donor.evidence());
    }

    /** This shard's part of an answer. */
    public ShardAnswer answer(Plan plan) {
        embeddings.donors(plan.donors());
        int user = donorIds.find(plan.userId());
        FoundDonors found =
                settings.ranking() == Ranking.ITEM_SETS
                        ? itemSets.find(lists(plan), plan.floor(), user, plan.evidence())
                        : byEmbedding.find(user, plan.evidence());
        named.clear();
        List<ShardAnswer.Found> donors = new ArrayList<>();
        for (int i = 0; i < found.hits().length; i++) {
            donors.add(found(found.hits()[i], found.similarities()[i]));
        }
        for (int i = 0; i < found.near().length; i++) {
            donors.add(found(found.near()[i], found.dots()[i]));
        }
        List<ShardAnswer.Item> all = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            ItemSummary item = held.summary(named.ordinal(i));
            all.add(
                    new ShardAnswer.Item(
                            item.itemId(), item.holders(), item.code(), item.retired()));
        }
        return new ShardAnswer(user >= 0, donors, found.hits().length, all);
    }

    private ShardAnswer.Found found(int donor, double similarity) {
        int[] places = new int[unpack(donor)];
        for (int i = 0; i < places.length; i++) {
            places[i] = named.touch(buffer[i]);
        }
        return new ShardAnswer.Found(donorIds.id(donor), lastPositives[donor], similarity, places);
    }

    /** The plan's lists without what nobody here holds. */
    private List<NeighbourList> lists(Plan plan) {
        List<NeighbourList> lists = new ArrayList<>(plan.walks().size());
        for (Plan.Walk walk : plan.walks()) {
            int[] known = new int[walk.items().size()];
            float[] cosines = new float[known.length];
            int size = 0;
            for (int i = 0; i < known.length; i++) {
                int item = held.ids().find(walk.items().get(i));
                if (item >= 0) {
                    known[size] = item;
                    cosines[size++] = walk.cosines()[i];
                }
            }
            lists.add(
                    size == 0
                            ? NOTHING
                            : new NeighbourList(
                                    Arrays.copyOf(known, size),
                                    Arrays.copyOf(cosines, size),
                                    walk.floor()));
        }
        return lists;
    }

    /** Number of this shard's donors. */
    public int size() {
        return donorIds.size();
    }

    /** As of {@link DonorIndex#donorRecall}, of this shard's donors. */
    public double donorRecall() {
        return embeddings.recall();
    }

    /** Bytes held, ids' own strings not counted. */
    public long ramBytesUsed() {
        long bytes = donorIds.ramBytesUsed() + held.ramBytesUsed() + embeddings.ramBytesUsed();
        bytes += itemSets.ramBytesUsed() + named.ramBytesUsed() + items.ramBytesUsed();
        return bytes + 8L * lastPositives.length;
    }
}
