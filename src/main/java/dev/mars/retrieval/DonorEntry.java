package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.Arrays;
import java.util.List;

/**
 * A donor as the index keeps them: the distinct items held, as ordinals in ascending order, each
 * with the time and code of the donor's latest event on it.
 *
 * @param lastPositive event time of the donor's last event, {@link Long#MIN_VALUE} without events
 */
record DonorEntry(Evidence evidence, long lastPositive, int[] items, long[] times, long[] codes) {
    static final DonorEntry EMPTY =
            new DonorEntry(Evidence.NONE, Long.MIN_VALUE, new int[0], new long[0], new long[0]);

    static DonorEntry of(Donor donor, Ordinals itemOrdinals) {
        List<SequenceEvent> events = donor.events();
        long[] byItem = new long[events.size()];
        for (int i = 0; i < byItem.length; i++) {
            byItem[i] = (long) itemOrdinals.acquire(events.get(i).itemId()) << 32 | i;
        }
        Arrays.sort(byItem);
        int[] items = new int[byItem.length];
        long[] times = new long[byItem.length];
        long[] codes = new long[byItem.length];
        int size = 0;
        for (long key : byItem) {
            int item = (int) (key >>> 32);
            SequenceEvent event = events.get((int) key);
            if (size == 0 || items[size - 1] != item) {
                items[size] = item;
                times[size] = event.eventTime();
                codes[size++] = event.code();
            } else if (later(event.eventTime(), event.code(), times[size - 1], codes[size - 1])) {
                times[size - 1] = event.eventTime();
                codes[size - 1] = event.code();
            }
        }
        return new DonorEntry(
                donor.evidence(),
                events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).eventTime(),
                Arrays.copyOf(items, size),
                Arrays.copyOf(times, size),
                Arrays.copyOf(codes, size));
    }

    /** Which of two events decides an item's code: the later one, or of two the larger code. */
    static boolean later(long time, long code, long thanTime, long thanCode) {
        return time > thanTime || (time == thanTime && Long.compareUnsigned(code, thanCode) > 0);
    }

    /** Where the item stands in {@link #items}, or a negative number. */
    int find(int item) {
        return Arrays.binarySearch(items, item);
    }

    /** Bytes held here, the evidence not counted: it is shared with whoever gave it. */
    long ramBytesUsed() {
        return 40 + 3 * 16 + 20L * items.length;
    }
}
