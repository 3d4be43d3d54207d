// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.Donor;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/**
 * The donors, of which every subtask knows all and checkpoints a share.
 *
 * <p>At a checkpoint every subtask has folded the same epochs, so all know the same donors. In
 * broadcast state each would write all of them, the same bytes as often as there are subtasks. So
 * each writes those that fall to it by their ids, to a union list, and a restored job's subtasks,
 * however many, get the shares of all.
 *
 * <p>Earlier builds did have them in broadcast state. What a savepoint has there is taken over.
 */
final class KnownDonors {
    /** Flink keeps a number for each element of a list, at the JobManager and for each subtask. */
    private static final int DONORS_PER_ELEMENT = 256;

    private final Map<String, Donor> donors = new HashMap<>();
    private final ListState<List<Donor>> shares;
    private final int subtask;
    private final int subtasks;
    private boolean shared;

    /** Restores them. */
    KnownDonors(OperatorStateStore store, TaskInfo task) throws Exception {
        subtask = task.getIndexOfThisSubtask();
        subtasks = task.getNumberOfParallelSubtasks();
        BroadcastState<String, Donor> earlier =
                store.getBroadcastState(
                        new MapStateDescriptor<>(
                                "donors",
                                org.apache.flink.api.common.typeinfo.Types.STRING,
                                Types.DONOR));
        earlier.immutableEntries().forEach(entry -> donors.put(entry.getKey(), entry.getValue()));
        earlier.clear();
        shares =
                store.getUnionListState(
                        new ListStateDescriptor<>("known-donors", new ListTypeInfo<>(Types.DONOR)));
        for (List<Donor> some : shares.get()) {
            some.forEach(donor -> donors.put(donor.userId(), donor));
        }
        shares.clear();
    }

    /** Null if the user is none. */
    Donor get(String userId) {
        return donors.get(userId);
    }

    void put(Donor donor) throws Exception {
        forgetShare();
        donors.put(donor.userId(), donor);
    }

    void remove(String userId) throws Exception {
        forgetShare();
        donors.remove(userId);
    }

    /** In no order. */
    Collection<Donor> all() {
        return donors.values();
    }

    /** Puts this subtask's share into state, for the checkpoint that is being taken. */
    void snapshot() throws Exception {
        List<List<Donor>> own = new ArrayList<>();
        List<Donor> some = new ArrayList<>();
        for (Donor donor : donors.values()) {
            if (Math.floorMod(donor.userId().hashCode(), subtasks) == subtask) {
                some.add(donor);
            }
            if (some.size() == DONORS_PER_ELEMENT) {
                own.add(some);
                some = new ArrayList<>();
            }
        }
        if (!some.isEmpty()) {
            own.add(some);
        }
        shares.update(own);
        shared = true;
    }

    /** A checkpoint has its own copy, and donors that are replaced need not stay for the list. */
    private void forgetShare() throws Exception {
        if (shared) {
            shares.clear();
            shared = false;
        }
    }
}
