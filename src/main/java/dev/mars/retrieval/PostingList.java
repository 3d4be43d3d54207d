// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The donors that hold one item, and the fixed sample of them that is walked.
 *
 * <p>A popular item has more holders than a request can walk. Which ones it walks must not depend
 * on the order in which they came, must change little when one comes or goes, and must not be the
 * same crowd for every item. So the sample is the {@code most} donors with the smallest hashes:
 * XXH64 of donorId + '\0' + itemId in UTF-8, as an unsigned number, ties by donor id.
 *
 * <p>The first of the holders in this order are packed ({@link AscendingInts}); the rest, which
 * only popular items have, is not, and nothing depends on its order. No hash is kept but that of
 * the cut between them, with which a donor who comes is compared. Those who come before it are
 * taken in, and only when the list is next walked, or they are twice as many as the sample, are the
 * last of them put out: for as many hashes as there are, so filling a list costs a few hashes a
 * holder. When one of the sample goes, the rest is hashed to find who moves up: that costs as many
 * hashes as there are holders, but happens to one holder in size / most.
 *
 * <p>The list also carries the item's code: that of its latest holding event.
 */
final class PostingList {
    private static final int[] NOBODY = {};

    /** What all lists share. */
    record Sampling(Ordinals donorIds, int most) {
        SampleOrder place(int donor, String itemId) {
            return SampleOrder.of(donorIds.id(donor), itemId);
        }
    }

    private final Sampling sampling;
    private final String itemId;

    /** Those up to the cut; all where there is no rest. */
    private byte[] first = AscendingInts.NONE;

    private int firstCount;
    private int[] rest = NOBODY;
    private int size;

    /** Nobody of the rest comes before this place; valid where there is a rest. */
    private SampleOrder cut;

    private long time = Long.MIN_VALUE;
    private long code;

    PostingList(String itemId, Sampling sampling) {
        this.itemId = itemId;
        this.sampling = sampling;
    }

    /** Number of holders. */
    int size() {
        return size;
    }

    private int resting() {
        return size - firstCount;
    }

    /**
     * Writes the donors that are walked to an array that has room for {@code most}; returns how
     * many they are.
     */
    int sample(int[] donors) {
        if (firstCount > sampling.most) {
            putOutTheLast();
        }
        return AscendingInts.read(first, donors);
    }

    int[] holders() {
        int[] holders = new int[size];
        System.arraycopy(rest, 0, holders, AscendingInts.read(first, holders), resting());
        return holders;
    }

    long code() {
        return code;
    }

    /** Adds a donor who is not here. */
    void add(int donor) {
        if (resting() == 0 || sampling.place(donor, itemId).compareTo(cut) < 0) {
            first = AscendingInts.with(first, donor);
            firstCount++;
            size++;
            if (firstCount == 2 * sampling.most) {
                putOutTheLast();
            }
        } else {
            rest(donor);
            size++;
        }
    }

    /** Appends to the rest; the caller counts. */
    private void rest(int donor) {
        int count = resting();
        if (count == rest.length) {
            rest = Arrays.copyOf(rest, count + 1 + count / 8);
        }
        rest[count] = donor;
    }

    private void putOutTheLast() {
        int[] donors = new int[firstCount];
        AscendingInts.read(first, donors);
        SampleOrder[] places = new SampleOrder[firstCount];
        Arrays.setAll(places, i -> sampling.place(donors[i], itemId));
        SampleOrder[] order = places.clone();
        Arrays.sort(order);
        cut = order[sampling.most - 1];
        int kept = 0;
        for (int i = 0; i < donors.length; i++) {
            if (places[i].compareTo(cut) <= 0) {
                donors[kept++] = donors[i];
            } else {
                rest(donors[i]);
                firstCount--;
            }
        }
        first = AscendingInts.of(donors, kept);
    }

    /** Removes a donor who is here. */
    void remove(int donor) {
        int count = resting();
        int place = 0;
        while (place < count && rest[place] != donor) {
            place++;
        }
        if (place == count) {
            first = AscendingInts.without(first, donor);
            if (count == 0 || firstCount > sampling.most) {
                firstCount--;
                size--;
                return;
            }
            place = firstOfRest();
            first = AscendingInts.with(first, rest[place]);
            cut = sampling.place(rest[place], itemId);
        }
        rest[place] = rest[count - 1];
        if (count - 1 <= rest.length / 2) {
            rest = Arrays.copyOf(rest, count - 1);
        }
        size--;
    }

    private int firstOfRest() {
        int found = 0;
        SampleOrder least = sampling.place(rest[0], itemId);
        for (int place = 1; place < resting(); place++) {
            SampleOrder other = sampling.place(rest[place], itemId);
            if (other.compareTo(least) < 0) {
                least = other;
                found = place;
            }
        }
        return found;
    }

    /** Lets an event on the item decide its code, if it is the latest. */
    void offerLatest(long eventTime, long eventCode) {
        if (Holding.isLater(eventTime, eventCode, time, code)) {
            time = eventTime;
            code = eventCode;
        }
    }

    boolean isLatest(Holding holding) {
        return holding != null && time == holding.time() && code == holding.code();
    }

    void forgetLatest() {
        time = Long.MIN_VALUE;
        code = 0;
    }

    long ramBytesUsed() {
        return 56
                + Ram.array(first.length, 1)
                + (rest == NOBODY ? 0 : Ram.array(rest.length, 4))
                + (cut == null ? 0 : 24);
    }
}
