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
 * <p>At an aligned checkpoint every subtask has had the same from each of its inputs. So their
 * watermarks are the same, the least of the inputs', they have folded the same epochs, and know the
 * same donors. In broadcast state each would write all of them, the same bytes as often as there
 * are subtasks. So each writes those that fall to it by their ids, to a union list, and a restored
 * job's subtasks, however many, get the shares of all.
 *
 * <p>Where inputs may be idle, a watermark depends on which was read first, and one subtask may
 * have folded an epoch whose changes still wait at another. There each subtask's donors must go
 * with what waits at that same subtask: all of them are in broadcast state, as they were in earlier
 * builds. An empty share in the union list says so to all: subtasks that were not alike when their
 * state was written are not so because an option has changed.
 */
final class KnownDonors {
    /** Flink keeps a number for each element of a list, at the JobManager and for each subtask. */
    private static final int DONORS_PER_ELEMENT = 256;

    private final Map<String, Donor> donors = new HashMap<>();
    private final BroadcastState<String, Donor> whole;
    private final ListState<List<Donor>> shares;
    private final boolean alike;
    private final int subtask;
    private final int subtasks;
    private boolean inState = true;

    /**
     * Restores them.
     *
     * @param alike whether all subtasks know the same at a checkpoint
     */
    KnownDonors(OperatorStateStore store, TaskInfo task, boolean alike) throws Exception {
        subtask = task.getIndexOfThisSubtask();
        subtasks = task.getNumberOfParallelSubtasks();
        whole =
                store.getBroadcastState(
                        new MapStateDescriptor<>(
                                "donors",
                                org.apache.flink.api.common.typeinfo.Types.STRING,
                                Types.DONOR));
        shares =
                store.getUnionListState(
                        new ListStateDescriptor<>("known-donors", new ListTypeInfo<>(Types.DONOR)));
        boolean apart = false;
        for (List<Donor> some : shares.get()) {
            apart |= some.isEmpty();
            some.forEach(donor -> donors.put(donor.userId(), donor));
        }
        for (Map.Entry<String, Donor> entry : whole.immutableEntries()) {
            donors.put(entry.getKey(), entry.getValue());
        }
        this.alike = alike && !apart;
        clearState();
    }

    /** Null if the user is none. */
    Donor get(String userId) {
        return donors.get(userId);
    }

    void put(Donor donor) throws Exception {
        clearState();
        donors.put(donor.userId(), donor);
    }

    void remove(String userId) throws Exception {
        clearState();
        donors.remove(userId);
    }

    /** In no order. */
    Collection<Donor> all() {
        return donors.values();
    }

    /** Puts what is this subtask's to write into state, for the checkpoint that is being taken. */
    void snapshot() throws Exception {
        if (alike) {
            shares.update(share());
        } else {
            whole.putAll(donors);
            shares.update(List.of(List.of()));
        }
        inState = true;
    }

    private List<List<Donor>> share() {
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
        return own;
    }

    /** A checkpoint has its own copy. */
    private void clearState() {
        if (inState) {
            shares.clear();
            whole.clear();
            inState = false;
        }
    }
}
