// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/** Keyed state: the current key's elements by their event time, in the order in which they came. */
final class TimedLists<E> {
    private final MapState<Long, List<E>> state;

    /**
     * @param name of the state, part of the state contract
     */
    TimedLists(String name, TypeInformation<E> type, RuntimeContext context) {
        state =
                context.getMapState(
                        new MapStateDescriptor<>(name, Types.LONG, new ListTypeInfo<>(type)));
    }

    /** Reads and writes all that is of that time, so whoever has several adds them at once. */
    void add(long time, List<E> elements) throws Exception {
        List<E> same = state.get(time);
        List<E> all = same == null ? new ArrayList<>(elements.size()) : new ArrayList<>(same);
        all.addAll(elements);
        state.put(time, all);
    }

    /** Takes those of a time out; none is an empty list. */
    List<E> take(long time) throws Exception {
        List<E> taken = state.get(time);
        if (taken == null) {
            return List.of();
        }
        state.remove(time);
        return taken;
    }

    boolean contains(long time) throws Exception {
        return state.contains(time);
    }
}
