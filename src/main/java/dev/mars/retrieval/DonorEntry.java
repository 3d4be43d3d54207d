package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.List;

/**
 * A donor as the index keeps them.
 *
 * @param donor shared with whoever gave it, so its evidence and events cost nothing here
 * @param items ordinals of the distinct items held, ascending
 * @param lastPositive event time of the donor's last event, {@link Long#MIN_VALUE} without events;
 *     here because ties between donors ask for it all the time
 */
record DonorEntry(Donor donor, int[] items, long lastPositive) {
    static DonorEntry of(Donor donor, int[] items) {
        List<SequenceEvent> events = donor.events();
        return new DonorEntry(
                donor,
                items,
                events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).eventTime());
    }

    /** Bytes held here, the donor not counted. */
    long ramBytesUsed() {
        return 32 + 16 + 4L * items.length;
    }
}
