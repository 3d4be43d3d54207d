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
 * <p>The sample is packed ({@link AscendingInts}); the rest, which only popular items have, is not,
 * and nothing depends on its order. No hash is kept: a donor who comes is compared with the last of
 * the sample. When one of the sample goes, the rest is hashed to find who moves up: that costs as
 * many hashes as there are holders, but happens to one holder in size / most.
 *
 * <p>The list also carries the item's code: that of its latest holding event.
 */
final class PostingList {
    private static final int[] NOBODY = {};

    /** What all lists share. */
    record Sampling(Ordinals donorIds, int most) {
        /** Whether one donor comes before another in the order by which an item's are sampled. */
        boolean before(int donor, int other, String itemId) {
            int order = Long.compareUnsigned(hash(donor, itemId), hash(other, itemId));
            return order < 0 || (order == 0 && donorIds.compare(donor, other) < 0);
        }

        private long hash(int donor, String itemId) {
            return SampleOrder.hash(donorIds.id(donor), itemId);
        }
    }

    private final Sampling sampling;
    private final String itemId;
    private byte[] sample = AscendingInts.NONE;
    private int[] rest = NOBODY;
    private int size;

    /** Who comes last of the sample; valid where there is a rest. */
    private int last;

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
        return Math.max(0, size - sampling.most);
    }

    /**
     * Writes the donors that are walked to an array that has room for {@code most}; returns how
     * many they are.
     */
    int sample(int[] donors) {
        return AscendingInts.read(sample, donors);
    }

    int[] holders() {
        int[] holders = new int[size];
        System.arraycopy(rest, 0, holders, sample(holders), resting());
        return holders;
    }

    long code() {
        return code;
    }

    /** Adds a donor who is not here. */
    void add(int donor) {
        if (size < sampling.most) {
            sample = AscendingInts.with(sample, donor);
        } else {
            if (size == sampling.most) {
                last = lastOfSample();
            }
            if (sampling.before(donor, last, itemId)) {
                exchange(last, donor);
                rest(last);
                last = lastOfSample();
            } else {
                rest(donor);
            }
        }
        size++;
    }

    private void rest(int donor) {
        int count = resting();
        if (count == rest.length) {
            rest = Arrays.copyOf(rest, count + 1 + count / 8);
        }
        rest[count] = donor;
    }

    /** Removes a donor who is here. */
    void remove(int donor) {
        int count = resting();
        if (count == 0) {
            sample = AscendingInts.without(sample, donor);
        } else {
            int place = 0;
            while (place < count && rest[place] != donor) {
                place++;
            }
            if (place == count) {
                place = firstOfRest();
                exchange(donor, rest[place]);
                last = rest[place];
            }
            rest[place] = rest[count - 1];
            if (count - 1 <= rest.length / 2) {
                rest = Arrays.copyOf(rest, count - 1);
            }
        }
        size--;
    }

    private void exchange(int donor, int by) {
        sample = AscendingInts.with(AscendingInts.without(sample, donor), by);
    }

    private int firstOfRest() {
        int first = 0;
        for (int place = 1; place < resting(); place++) {
            if (sampling.before(rest[place], rest[first], itemId)) {
                first = place;
            }
        }
        return first;
    }

    private int lastOfSample() {
        int[] donors = new int[sampling.most];
        sample(donors);
        int latest = donors[0];
        for (int donor : donors) {
            if (sampling.before(latest, donor, itemId)) {
                latest = donor;
            }
        }
        return latest;
    }

    /** Lets an event on the item decide its code, if it is the latest. */
    void offerLatest(long eventTime, long eventCode) {
        if (Holding.isLater(eventTime, eventCode, time, code)) {
            time = eventTime;
            code = eventCode;
        }
    }

    boolean isLatest(long eventTime, long eventCode) {
        return time == eventTime && code == eventCode;
    }

    void forgetLatest() {
        time = Long.MIN_VALUE;
        code = 0;
    }

    long ramBytesUsed() {
        return 56 + Ram.array(sample.length, 1) + (rest == NOBODY ? 0 : Ram.array(rest.length, 4));
    }
}
