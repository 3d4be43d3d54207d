// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.DonorUpdate;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.DonorIndex;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.java.typeutils.ListTypeInfo;

/**
 * The donors as one subtask of the {@link SequenceAugmenter} knows them: those folded so far, see
 * {@link KnownDonors}; the retired items, and the changes that wait for the end of their epoch,
 * each in broadcast state; and the index that follows from them. Donors are immutable and shared
 * between state and index.
 */
final class DonorBook {
    private static final Comparator<IndexChange.OfDonor> BY_USER =
            Comparator.comparing(change -> change.update().userId());
    private static final Comparator<IndexChange.OfItem> BY_ITEM =
            Comparator.comparing(IndexChange.OfItem::itemId)
                    .thenComparing(IndexChange.OfItem::time);

    private final AugmenterSettings settings;
    private final KnownDonors donors;
    private final BroadcastState<String, Long> retired;
    private final BroadcastState<Long, List<IndexChange>> waiting;
    private final TreeSet<Long> waitingEpochs = new TreeSet<>();

    private DonorIndex index;
    private IndexChange.OfModel aligned;

    private DonorBook(AugmenterSettings settings, OperatorStateStore store, TaskInfo task)
            throws Exception {
        this.settings = settings;
        var strings = org.apache.flink.api.common.typeinfo.Types.STRING;
        var longs = org.apache.flink.api.common.typeinfo.Types.LONG;
        donors = new KnownDonors(store, task, settings.alike());
        retired = store.getBroadcastState(new MapStateDescriptor<>("retired", strings, longs));
        waiting =
                store.getBroadcastState(
                        new MapStateDescriptor<>(
                                "waiting", longs, new ListTypeInfo<>(Types.INDEX_CHANGE)));
    }

    static DonorBook restore(OperatorStateStore store, AugmenterSettings settings, TaskInfo task)
            throws Exception {
        DonorBook book = new DonorBook(settings, store, task);
        for (Map.Entry<Long, List<IndexChange>> entry : book.waiting.immutableEntries()) {
            book.waitingEpochs.add(entry.getKey());
        }
        return book;
    }

    /** Writes what is not in state at all times, for a checkpoint. */
    void snapshot() throws Exception {
        donors.snapshot();
    }

    /** Keeps a change until its epoch ends. */
    void await(IndexChange change) throws Exception {
        long epoch =
                change instanceof IndexChange.OfDonor donor
                        ? donor.epoch()
                        : ((IndexChange.OfItem) change).epoch();
        List<IndexChange> changes = waiting.get(epoch);
        if (changes == null) {
            changes = new ArrayList<>();
            waitingEpochs.add(epoch);
        }
        changes.add(change);
        waiting.put(epoch, changes);
    }

    /** Epochs with waiting changes that are over at a watermark, in order. */
    List<Long> epochsEndingBy(long watermark) {
        List<Long> over = new ArrayList<>();
        for (long epoch : waitingEpochs) {
            if (settings.epochs().last(epoch) > watermark) {
                break;
            }
            over.add(epoch);
        }
        return over;
    }

    /** Makes an epoch's changes visible, in an order that does not depend on their arrival. */
    void fold(long epoch) throws Exception {
        List<IndexChange.OfDonor> ofDonors = new ArrayList<>();
        List<IndexChange.OfItem> ofItems = new ArrayList<>();
        for (IndexChange change : waiting.get(epoch)) {
            if (change instanceof IndexChange.OfDonor donor) {
                ofDonors.add(donor);
            } else {
                ofItems.add((IndexChange.OfItem) change);
            }
        }
        ofDonors.sort(BY_USER);
        ofItems.sort(BY_ITEM);
        for (IndexChange.OfDonor change : ofDonors) {
            fold(change.update());
        }
        for (IndexChange.OfItem change : ofItems) {
            fold(change);
        }
        waiting.remove(epoch);
        waitingEpochs.remove(epoch);
    }

    private void fold(DonorUpdate update) throws Exception {
        String userId = update.userId();
        if (update.kind() == DonorUpdate.Kind.REMOVE) {
            donors.remove(userId);
            if (index != null) {
                index.remove(userId);
            }
            return;
        }
        Donor donor = Donor.after(donors.get(userId), update, settings.length());
        donors.put(donor);
        if (index != null) {
            index.upsert(donor);
        }
    }

    private void fold(IndexChange.OfItem change) throws Exception {
        if (change.retired()) {
            retired.put(change.itemId(), change.time());
            if (index != null) {
                index.retire(change.itemId());
            }
        } else {
            retired.remove(change.itemId());
            if (index != null) {
                index.restore(change.itemId());
            }
        }
    }

    /**
     * Puts the index into a model's space; builds it at the first call.
     *
     * @return whether it was not there yet
     */
    boolean align(IndexChange.OfModel model) throws Exception {
        if (model.equals(aligned)) {
            return false;
        }
        UnifiedSpace space = settings.space(model);
        if (index == null) {
            index = new DonorIndex(settings.retrieval(), space);
            donors.all().forEach(index::upsert);
            for (Map.Entry<String, Long> entry : retired.immutableEntries()) {
                index.retire(entry.getKey());
            }
        } else {
            index.realign(space);
        }
        aligned = model;
        return true;
    }

    /** Null before the first {@link #align}. */
    DonorIndex index() {
        return index;
    }
}
