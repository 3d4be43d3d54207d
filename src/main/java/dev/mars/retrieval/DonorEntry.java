package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.List;

/**
 * A donor as the index keeps them.
 *
 * @param donor shared with whoever gave it, so its evidence and events cost nothing here
 * @param items ordinals of the distinct items held, ascending
 */
record DonorEntry(Donor donor, int[] items) {
    /** Event time of the donor's last event, {@link Long#MIN_VALUE} without events. */
    long lastPositive() {
        List<SequenceEvent> events = donor.events();
        return events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).eventTime();
    }

    /** Bytes held here, the donor not counted. */
    long ramBytesUsed() {
        return 24 + 16 + 4L * items.length;
    }
}
