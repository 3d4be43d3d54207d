// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.EventSequence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The donors, and the answers that follow from them: retrieve, filter, concentrate (DESIGN section
 * 9).
 *
 * <p>An answer is a function of the settings, the alignment, the present donors, the retired items
 * and the query; not of the order or number of calls that led there (law 5). What depends on
 * history inside, which array slot an id has got, which donor was walked first, never decides
 * between two candidates: each order ends in an id. So an index may be rebuilt at any time, and
 * each subtask may have its own.
 *
 * <p>For one thread. What is not said elsewhere:
 *
 * <ul>
 *   <li>"All donors" of an item's expected share counts the querying user, if they are one.
 *   <li>The user is left out of a posting's walk after its sample is taken, so a user who is a
 *       donor does not change whom others of the sample are.
 *   <li>{@link Status#NO_EVIDENCE} for a user without own items comes before {@link
 *       Status#NO_DONOR}, whatever the ranking.
 *   <li>Retired items link users and donors, count as own items, and only never come out.
 * </ul>
 */
public final class DonorIndex {
    private final RetrievalSettings settings;
    private final IndexForm form;
    private final Ordinals donorIds = new Ordinals();
    private final HeldItems held;
    private final NeighbourLists lists;
    private final DonorEmbeddings embeddings;
    private final ItemSetRanking itemSets;
    private final EmbeddingRanking byEmbedding;
    private final RandomRanking byLot;
    private final Concentrator concentrator;
    private final Set<String> retired = new HashSet<>();
    private final int dimensions;
    private final DonorItems items = new DonorItems();
    private Donor[] donors = new Donor[16];

    /**
     * Event times of donors' last events, {@link Long#MIN_VALUE} without any: apart, as ties
     * between donors ask for them all the time.
     */
    private long[] lastPositives = new long[16];

    public DonorIndex(RetrievalSettings settings, UnifiedSpace space) {
        this(settings, space, IndexForm.usual());
    }

    DonorIndex(RetrievalSettings settings, UnifiedSpace space, IndexForm form) {
        this.form = form;
        this.settings = Objects.requireNonNull(settings, "settings");
        dimensions = space.dimensions();
        CoarseCodebook codebook = form.codebook(space);
        IntFunction<Donor> now = ordinal -> donors[ordinal];
        held = new HeldItems(settings.postings(), donorIds, now, space, codebook, form);
        embeddings = new DonorEmbeddings(donorIds, space, codebook, form);
        lists = new NeighbourLists(held.catalog(), settings.neighbours());
        DonorOrder order = new DonorOrder(donor -> lastPositives[donor], donorIds::compare);
        itemSets = new ItemSetRanking(settings.topDonors(), order, held.postings(), embeddings);
        byEmbedding = new EmbeddingRanking(settings.topDonors(), embeddings);
        byLot = new RandomRanking(settings, donorIds);
        concentrator =
                new Concentrator(settings, new IndexedElectorate(donorIds, items, held, retired));
    }

    /** Adds a donor or replaces what is known of them. */
    public void upsert(Donor donor) {
        int ordinal = donorIds.acquire(donor.userId());
        if (ordinal >= donors.length) {
            int room = Math.max(ordinal + 1, donors.length * 9 / 8);
            donors = Arrays.copyOf(donors, room);
            lastPositives = Arrays.copyOf(lastPositives, room);
        }
        List<HoldingChange> changes = changes(donors[ordinal], donor.userId(), donor.events());
        donors[ordinal] = donor;
        items.change(ordinal, changes, held.ids());
        lastPositives[ordinal] = donor.lastPositive();
        held.move(ordinal, changes);
        embeddings.donors(donorIds.size());
        embeddings.put(ordinal, donor.evidence());
    }

    /** Withdraws a donor; nothing happens if the index has no such one. */
    public void remove(String userId) {
        int ordinal = donorIds.find(userId);
        if (ordinal < 0) {
            return;
        }
        held.move(ordinal, changes(donors[ordinal], userId, EventSequence.NONE));
        embeddings.remove(ordinal);
        items.remove(ordinal);
        donors[ordinal] = null;
        donorIds.release(ordinal);
        embeddings.donors(donorIds.size());
    }

    private static List<HoldingChange> changes(Donor before, String userId, EventSequence after) {
        EventSequence events = before == null ? EventSequence.NONE : before.events();
        return HoldingChange.between(userId, events, after);
    }

    /** Number of donors. */
    public int size() {
        return donorIds.size();
    }

    /** Number of distinct items that donors hold. */
    public int heldItems() {
        return held.ids().size();
    }

    /**
     * Share of the nearest items of own items that searches find, sampled; not a number before the
     * first. May be read by any thread.
     */
    public double itemRecall() {
        return held.catalog().recall();
    }

    /** The same of the donors nearest to users. */
    public double donorRecall() {
        return embeddings.recall();
    }

    /** From now on the item is in no answer, whether a donor holds it yet or not. */
    public void retire(String itemId) {
        retired.add(itemId);
    }

    /** Takes a retirement back. */
    public void restore(String itemId) {
        retired.remove(itemId);
    }

    /**
     * Takes over a new alignment of the same base: all vectors are computed again, from codes and
     * evidence, and nobody has to be sent again (law 7).
     *
     * @throws IllegalArgumentException if its dimensions differ; that takes a new index
     */
    public void realign(UnifiedSpace space) {
        if (space.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    "the alignment has "
                            + space.dimensions()
                            + " dimensions; this index has "
                            + dimensions
                            + ": a new base needs a new index and a backfill");
        }
        CoarseCodebook codebook = form.codebook(space);
        held.catalog().realign(space, codebook);
        embeddings.realign(space, codebook);
        for (int donor = 0; donor < donorIds.limit(); donor++) {
            if (donorIds.inUse(donor)) {
                embeddings.put(donor, donors[donor].evidence());
            }
        }
    }

    public Augmentation augment(Query query) {
        if (query.own().isEmpty()) {
            return Augmentation.none(Status.NO_EVIDENCE);
        }
        int user = donorIds.find(query.userId());
        if (size() - (user >= 0 ? 1 : 0) == 0) {
            return Augmentation.none(Status.NO_DONOR);
        }
        RankedDonors ranked =
                switch (settings.ranking()) {
                    case ITEM_SETS -> byItemSets(query, user);
                    case USER_EMBEDDING -> byEmbedding.find(user, query.evidence()).byCosine();
                    case RANDOM -> byLot.rank(query);
                };
        if (ranked.size() == 0) {
            return Augmentation.none(Status.NO_EVIDENCE);
        }
        return Augmentation.of(ranked, donorIds::id, concentrator.concentrate(ranked, query.own()));
    }

    private RankedDonors byItemSets(Query query, int user) {
        NeighbourLists.OfUser own = lists.of(query, settings.ownItems());
        return itemSets.find(own.lists(), own.floor(), user, query.evidence()).atFloor(own.floor());
    }

    /**
     * Postings looked at by all calls of {@link #augment} so far: what most of their time goes to.
     */
    public long postingsWalked() {
        return itemSets.postingsWalked();
    }

    /** Bytes held, ids' own strings and the donors' evidence not counted. */
    public long ramBytesUsed() {
        long bytes = donorIds.ramBytesUsed() + held.ramBytesUsed() + embeddings.ramBytesUsed();
        bytes +=
                itemSets.ramBytesUsed()
                        + lists.ramBytesUsed()
                        + concentrator.ramBytesUsed()
                        + items.ramBytesUsed()
                        + 12L * donors.length;
        return bytes;
    }
}
