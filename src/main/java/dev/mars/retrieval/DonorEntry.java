package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.List;

/**
 * A donor as the index keeps them.
 *
 * @param donor shared with whoever gave it, so its evidence and events cost nothing here
 * @param items ordinals of the distinct items held, packed ({@link AscendingInts})
 * @param lastPositive event time of the donor's last event, {@link Long#MIN_VALUE} without events;
 *     here because ties between donors ask for it all the time
 */
record DonorEntry(Donor donor, byte[] items, long lastPositive) {
    static DonorEntry of(Donor donor, Holdings holdings) {
        List<SequenceEvent> events = donor.events();
        return new DonorEntry(
                donor,
                AscendingInts.of(holdings.items(), holdings.items().length),
                events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).eventTime());
    }

    /** Bytes held here, the donor not counted. */
    long ramBytesUsed() {
        return 32 + Ram.array(items.length, 1);
    }
}
