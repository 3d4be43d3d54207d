// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The holders of an item that has more of them than are walked.
 *
 * <p>The first of them in the sample's order ({@link SampleOrder}) are packed ({@link
 * AscendingInts}); the rest is not, and nothing depends on its order. No hash is kept but that of
 * the cut between them, with which a donor who comes is compared. Those who come before it are
 * taken in, and only when the list is next walked, or they are twice as many as the sample, are the
 * last of them put out: for as many hashes as there are, so filling a list costs a few hashes a
 * holder. When one of the sample goes, the rest is hashed to find who moves up: that costs as many
 * hashes as there are holders, but happens to one holder in size / most.
 */
final class Crowd {
    private static final int[] NOBODY = {};

    private final String itemId;
    private final Ordinals donorIds;
    private final int most;

    /** Those up to the cut; all where there is no rest. */
    private byte[] first;

    private int firstCount;
    private int[] rest = NOBODY;
    private int restCount;

    /** Nobody of the rest comes before this place; valid where there is a rest. */
    private SampleOrder cut;

    /**
     * @param most holders that are walked
     * @param holders as many as that, packed
     */
    Crowd(String itemId, Ordinals donorIds, int most, byte[] holders) {
        this.itemId = itemId;
        this.donorIds = donorIds;
        this.most = most;
        first = holders;
        firstCount = most;
    }

    /**
     * Writes the donors that are walked to an array that has room for {@code most}; returns how
     * many they are.
     */
    int sample(int[] donors) {
        if (firstCount > most) {
            putOutTheLast();
        }
        return AscendingInts.read(first, donors);
    }

    /** Writes all holders to an array that has room for them. */
    void all(int[] holders) {
        System.arraycopy(rest, 0, holders, AscendingInts.read(first, holders), restCount);
    }

    /** All holders, once there is no rest. */
    byte[] packed() {
        return first;
    }

    /** Adds a donor who is not here. */
    void add(int donor) {
        if (restCount > 0 && place(donor).compareTo(cut) >= 0) {
            rest(donor);
            return;
        }
        first = AscendingInts.with(first, donor);
        if (++firstCount == 2 * most) {
            putOutTheLast();
        }
    }

    private SampleOrder place(int donor) {
        return SampleOrder.of(donorIds.id(donor), itemId);
    }

    private void rest(int donor) {
        if (restCount == rest.length) {
            rest = Arrays.copyOf(rest, restCount + 1 + restCount / 8);
        }
        rest[restCount++] = donor;
    }

    private void putOutTheLast() {
        int[] donors = new int[firstCount];
        AscendingInts.read(first, donors);
        SampleOrder[] places = new SampleOrder[firstCount];
        Arrays.setAll(places, i -> place(donors[i]));
        SampleOrder[] order = places.clone();
        Arrays.sort(order);
        cut = order[most - 1];
        int kept = 0;
        for (int i = 0; i < donors.length; i++) {
            if (places[i].compareTo(cut) <= 0) {
                donors[kept++] = donors[i];
            } else {
                rest(donors[i]);
            }
        }
        first = AscendingInts.of(donors, kept);
        firstCount = kept;
    }

    /** Removes a donor who is here. */
    void remove(int donor) {
        int place = 0;
        while (place < restCount && rest[place] != donor) {
            place++;
        }
        if (place == restCount) {
            first = AscendingInts.without(first, donor);
            if (restCount == 0 || firstCount > most) {
                firstCount--;
                return;
            }
            place = firstOfRest();
            first = AscendingInts.with(first, rest[place]);
            cut = place(rest[place]);
        }
        rest[place] = rest[--restCount];
        if (restCount <= rest.length / 2) {
            rest = Arrays.copyOf(rest, restCount);
        }
    }

    private int firstOfRest() {
        int found = 0;
        SampleOrder least = place(rest[0]);
        for (int i = 1; i < restCount; i++) {
            SampleOrder other = place(rest[i]);
            if (other.compareTo(least) < 0) {
                least = other;
                found = i;
            }
        }
        return found;
    }

    long ramBytesUsed() {
        return 48
                + Ram.array(first.length, 1)
                + (rest == NOBODY ? 0 : Ram.array(rest.length, 4))
                + (cut == null ? 0 : 24);
    }
}
