// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.MarsOptions;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Fixed, UTC-aligned slices of event time, numbered from 0 at 1970-01-01T00:00Z. What changes in
 * one becomes visible in the next.
 *
 * <p>A state belongs to one length. Under another, what waits for the end of an epoch waits for
 * another time, and what a donor did in an epoch that is cut anew is told twice or never.
 *
 * @param length milliseconds
 */
public record Epochs(long length) implements Serializable {
    public Epochs {
        if (length < 1) {
            throw new IllegalArgumentException(
                    "mars.epoch is " + length + " ms; it must be at least 1 ms");
        }
    }

    /** Number of the epoch that an event time lies in. */
    public long of(long time) {
        return Math.floorDiv(time, length);
    }

    public long start(long epoch) {
        return epoch * length;
    }

    /** The last millisecond of an epoch. */
    public long last(long epoch) {
        return start(epoch) + length - 1;
    }

    /** Keeps the length with the state that belongs to it, from now on. */
    void own(OperatorStateStore store) throws Exception {
        ListState<Long> state =
                store.getUnionListState(new ListStateDescriptor<>("epoch-length", Types.LONG));
        for (long before : state.get()) {
            if (before != length) {
                throw new RefusedState(
                        MarsOptions.EPOCH.key()
                                + " is "
                                + length
                                + " ms, and the restored state was written with "
                                + before
                                + " ms; it is fixed for the life of a state, as what donors did in"
                                + " an epoch would be told twice, or never: set it back, or start"
                                + " without state");
            }
        }
        state.update(List.of(length));
    }
}
