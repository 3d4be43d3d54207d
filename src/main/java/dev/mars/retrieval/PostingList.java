package dev.mars.retrieval;

import dev.mars.alignment.XxHash;
import java.util.Arrays;

/**
 * The donors that hold one item, in the order in which they are walked.
 *
 * <p>A popular item has more holders than a request can walk. Which ones it walks must not depend
 * on the order in which they came, must change little when one comes or goes, and must not be the
 * same crowd for every item. So the list is kept by a hash of donor and item, XXH64 of donorId +
 * '\0' + itemId in UTF-8, ascending as an unsigned number, ties by donor id; and the sample is its
 * beginning.
 *
 * <p>The list also carries the item's code: that of its latest holding event.
 */
final class PostingList {
    private final Ordinals donorIds;
    private final String itemId;
    private int[] donors = new int[2];
    private long[] hashes = new long[2];
    private int size;
    private long time = Long.MIN_VALUE;
    private long code;

    PostingList(String itemId, Ordinals donorIds) {
        this.itemId = itemId;
        this.donorIds = donorIds;
    }

    int size() {
        return size;
    }

    /** The donor at a place of the walk. */
    int donor(int place) {
        return donors[place];
    }

    long code() {
        return code;
    }

    void add(int donor) {
        long hash = hash(donor);
        int place = -1 - find(donor, hash);
        if (size == donors.length) {
            int grown = Math.max(size + 2, size * 3 / 2);
            donors = Arrays.copyOf(donors, grown);
            hashes = Arrays.copyOf(hashes, grown);
        }
        System.arraycopy(donors, place, donors, place + 1, size - place);
        System.arraycopy(hashes, place, hashes, place + 1, size - place);
        donors[place] = donor;
        hashes[place] = hash;
        size++;
    }

    void remove(int donor) {
        int place = find(donor, hash(donor));
        size--;
        System.arraycopy(donors, place + 1, donors, place, size - place);
        System.arraycopy(hashes, place + 1, hashes, place, size - place);
    }

    /** Lets an event on the item decide its code, if it is the latest. */
    void offerLatest(long eventTime, long eventCode) {
        if (DonorEntry.later(eventTime, eventCode, time, code)) {
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
        return 56 + 2 * 16 + 12L * donors.length;
    }

    /** The donor's place, or -1 - the place where it belongs. */
    private int find(int donor, long hash) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(hashes[middle], hash);
            if (order == 0) {
                order = donorIds.compare(donors[middle], donor);
            }
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    private long hash(int donor) {
        return XxHash.of(donorIds.id(donor) + '\0' + itemId);
    }
}
