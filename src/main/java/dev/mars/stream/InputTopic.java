// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * A topic that the job reads, with the partitions that it had when the job was started.
 *
 * <p>They are fixed for the life of a state. More of them move keys; and of a new one the state
 * knows no progress, so after a restart nothing in it would be LATE, and event time would begin
 * again at its first record: users who have been answered would be answered from older item
 * versions, and by an index that is ahead of them.
 */
record InputTopic(String name, int partitions) implements Serializable {
    /** Keeps the number with the state that belongs to it, from now on. */
    void own(OperatorStateStore store) throws Exception {
        ListState<Tuple2<String, Integer>> state =
                store.getUnionListState(
                        new ListStateDescriptor<>(
                                "partitions", Types.TUPLE(Types.STRING, Types.INT)));
        for (Tuple2<String, Integer> before : state.get()) {
            if (before.f0.equals(name) && before.f1 != partitions) {
                throw new RefusedState(
                        "topic %s has %d partitions, and the restored state was written with %d; %s"
                                .formatted(name, partitions, before.f1, rule()));
            }
        }
        state.update(List.of(Tuple2.of(name, partitions)));
    }

    /** To be asked of all that comes: a source finds new partitions while the job runs. */
    void require(int partition) {
        if (partition >= partitions) {
            throw new RefusedState(
                    "topic %s has a partition %d now, and had %d partitions when the job was started; %s"
                            .formatted(name, partition, partitions, rule()));
        }
    }

    private static String rule() {
        return "they are fixed for the life of a state, as of a new one it is not known what is"
                + " late. Start without state, which reads the topic from its beginning, or make a"
                + " new topic";
    }
}
