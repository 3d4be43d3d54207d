package dev.mars.retrieval;

import dev.mars.alignment.XxHash;
import java.util.Arrays;

/**
 * The donors that hold one item, and the fixed sample of them that is walked.
 *
 * <p>A popular item has more holders than a request can walk. Which ones it walks must not depend
 * on the order in which they came, must change little when one comes or goes, and must not be the
 * same crowd for every item. So the sample is the {@code most} donors with the smallest hashes:
 * XXH64 of donorId + '\0' + itemId in UTF-8, as an unsigned number, ties by donor id.
 *
 * <p>The sample stands first; nothing depends on the order within it, nor within the rest. Hashes
 * are kept of a sample only, and only where there is a rest: most lists are short and need none.
 * When one of the sample goes, the rest is hashed again to find who moves up: that costs as many
 * hashes as there are holders, but happens to one holder in size / most.
 *
 * <p>The list also carries the item's code: that of its latest holding event.
 */
final class PostingList {
    private static final long[] NONE = {};

    private final Ordinals donorIds;
    private final String itemId;
    private final int most;
    private int[] donors = new int[1];

    /** Of the sample, in the same order, if there is a rest. */
    private long[] hashes = NONE;

    private int size;
    private long time = Long.MIN_VALUE;
    private long code;

    /**
     * @param most donors of the sample at most, 1 or more
     */
    PostingList(String itemId, Ordinals donorIds, int most) {
        this.itemId = itemId;
        this.donorIds = donorIds;
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Donors that are walked: the first ones. */
    int sample() {
        return Math.min(size, most);
    }

    int donor(int place) {
        return donors[place];
    }

    long code() {
        return code;
    }

    /** Adds a donor who is not here. */
    void add(int donor) {
        if (size == donors.length) {
            donors = Arrays.copyOf(donors, size + 1 + size / 8);
        }
        donors[size++] = donor;
        if (size == most + 1) {
            hashes = new long[most];
            Arrays.setAll(hashes, place -> hash(donors[place]));
        }
        if (size > most) {
            int last = last();
            long hash = hash(donor);
            if (before(donor, hash, donors[last], hashes[last])) {
                donors[size - 1] = donors[last];
                donors[last] = donor;
                hashes[last] = hash;
            }
        }
    }

    /** Removes a donor who is here. */
    void remove(int donor) {
        int place = 0;
        while (donors[place] != donor) {
            place++;
        }
        int end = --size;
        if (size >= most && place < most) {
            promote(place, end);
        } else {
            donors[place] = donors[end];
        }
        if (size == most) {
            hashes = NONE;
        }
        if (donors.length > 4 && size < donors.length / 2) {
            donors = Arrays.copyOf(donors, size + 1);
        }
    }

    /** Fills a place of the sample by the first of the rest, which ends with place {@code end}. */
    private void promote(int place, int end) {
        int first = most;
        long least = hash(donors[first]);
        for (int i = most + 1; i <= end; i++) {
            long hash = hash(donors[i]);
            if (before(donors[i], hash, donors[first], least)) {
                first = i;
                least = hash;
            }
        }
        donors[place] = donors[first];
        hashes[place] = least;
        donors[first] = donors[end];
    }

    /** The place of the last of the sample. */
    private int last() {
        int last = 0;
        for (int i = 1; i < most; i++) {
            if (before(donors[last], hashes[last], donors[i], hashes[i])) {
                last = i;
            }
        }
        return last;
    }

    private boolean before(int donor, long hash, int other, long otherHash) {
        int order = Long.compareUnsigned(hash, otherHash);
        return order < 0 || (order == 0 && donorIds.compare(donor, other) < 0);
    }

    /** Lets an event on the item decide its code, if it is the latest. */
    void offerLatest(long eventTime, long eventCode) {
        if (Holdings.later(eventTime, eventCode, time, code)) {
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
        return 56 + 16 + 4L * donors.length + (hashes.length == 0 ? 0 : 16 + 8L * hashes.length);
    }

    private long hash(int donor) {
        return XxHash.of(donorIds.id(donor) + '\0' + itemId);
    }
}
