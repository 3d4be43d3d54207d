// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.profile.DonorUpdate;
import dev.mars.profile.DonorUpdate.Kind;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;

/** What the augmenter knows and when, over Flink's own operator state. Epochs are 1,000 ms long. */
class AugmenterBooksTest {
    private static final Epochs EPOCHS = new Epochs(1_000);
    private static final Base BASE = base(1);
    private static final AffineMap MAP = new AffineMap(new float[] {1, 0, 0, 1}, new float[2]);
    private static final AugmenterSettings SETTINGS =
            new AugmenterSettings(BASE, EPOCHS, RetrievalSettings.DEFAULT, 3, false, true, null);

    private final OperatorStateStore store = store();

    private static Base base(float scale) {
        float[] projection = {scale, 0, 0, scale};
        return new Base(2, new ModalityBase(2, new float[2], projection, 0, new float[0]), null);
    }

    private static OperatorStateStore store() {
        try {
            return new DefaultOperatorStateBackendBuilder(
                            AugmenterBooksTest.class.getClassLoader(),
                            new ExecutionConfig(),
                            false,
                            List.of(),
                            new CloseableRegistry())
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static IndexChange change(long epoch, String user, Kind kind, String... items) {
        List<SequenceEvent> events = new ArrayList<>();
        for (String item : items) {
            events.add(new SequenceEvent(item, epoch * 1_000 + events.size(), "click", 0));
        }
        Evidence evidence =
                kind == Kind.REMOVE
                        ? Evidence.NONE
                        : new Evidence(new float[] {epoch + 1, 1}, 1, null, 0, epoch * 1_000);
        return new IndexChange.OfDonor(
                epoch, new DonorUpdate(user, kind, evidence, EventSequence.of(events)));
    }

    private static IndexChange item(String item, long time, boolean retired) {
        return new IndexChange.OfItem(EPOCHS.of(time), item, time, retired);
    }

    private static IndexChange.OfModel model(long version, long effectiveFrom) {
        return new IndexChange.OfModel(BASE.id(), version, effectiveFrom, new Alignment(MAP, null));
    }

    /** What a checkpoint has: donors with their items, and the retired items. */
    private Map<String, Object> folded(DonorBook book) throws Exception {
        Map<String, Object> all = new TreeMap<>();
        book.snapshot();
        var strings = org.apache.flink.api.common.typeinfo.Types.STRING;
        var longs = org.apache.flink.api.common.typeinfo.Types.LONG;
        for (List<Donor> some : shares().get()) {
            some.forEach(donor -> all.put(donor.userId(), donor));
        }
        store.getBroadcastState(new MapStateDescriptor<>("retired", strings, longs))
                .immutableEntries()
                .forEach(item -> all.put("retired " + item.getKey(), item.getValue()));
        return all;
    }

    private ListState<List<Donor>> shares() throws Exception {
        return store.getUnionListState(
                new ListStateDescriptor<>("known-donors", new ListTypeInfo<>(Types.DONOR)));
    }

    private List<String> itemsOf(String user, DonorBook book) throws Exception {
        return ((Donor) folded(book).get(user))
                .events().stream().map(SequenceEvent::itemId).toList();
    }

    private static DonorBook restored(OperatorStateStore store, int subtask, int subtasks)
            throws Exception {
        return restored(SETTINGS, store, subtask, subtasks);
    }

    private static DonorBook restored(
            AugmenterSettings settings, OperatorStateStore store, int subtask, int subtasks)
            throws Exception {
        return DonorBook.restore(
                store, settings, new TaskInfoImpl("augmenter", 256, subtask, subtasks, 0));
    }

    /** A checkpoint that lacks a donor, or has one as often as there are subtasks. */
    @Example
    void theSharesOfAllSubtasksAreTheDonors() throws Exception {
        List<List<Donor>> ofAll = new ArrayList<>();
        for (int subtask = 0; subtask < 3; subtask++) {
            AugmenterBooksTest one = new AugmenterBooksTest();
            DonorBook book = restored(one.store, subtask, 3);
            for (int user = 0; user < 2_000; user++) {
                book.await(change(0, "u" + user, Kind.REPLACE, "a"));
            }
            foldBy(book, 999);
            book.snapshot();
            one.shares().get().forEach(ofAll::add);
        }
        assertThat(ofAll).hasSizeBetween(8, 11);
        assertThat(ofAll.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
        shares().update(ofAll);
        assertThat(folded(restored(store, 0, 1))).hasSize(2_000);
    }

    private BroadcastState<String, Donor> whole() throws Exception {
        return store.getBroadcastState(
                new MapStateDescriptor<>(
                        "donors", org.apache.flink.api.common.typeinfo.Types.STRING, Types.DONOR));
    }

    /** An upgrade that forgets the donors. */
    @Example
    void donorsInBroadcastStateAreTakenOver() throws Exception {
        whole().put("u", new Donor("u", Evidence.NONE, EventSequence.NONE));
        assertThat(folded(restored(store, 0, 1))).containsOnlyKeys("u");
        assertThat(whole().immutableEntries()).isEmpty();
    }

    /**
     * Where sources may be idle, one subtask may have folded an epoch that waits at another: shares
     * of both would have a donor's positives twice, or never.
     */
    @Example
    void whereSubtasksMayDifferEachHasAllDonorsInItsOwnState() throws Exception {
        AugmenterSettings differing =
                new AugmenterSettings(
                        BASE, EPOCHS, RetrievalSettings.DEFAULT, 3, false, false, null);
        DonorBook book = restored(differing, store, 0, 2);
        for (int user = 0; user < 100; user++) {
            book.await(change(0, "u" + user, Kind.REPLACE, "a"));
        }
        book.await(change(1, "u7", Kind.REMOVE));
        foldBy(book, 999);
        book.snapshot();
        assertThat(shares().get()).as("no donor, only the mark").containsExactly(List.of());
        assertThat(whole().immutableEntries()).hasSize(100);
        DonorBook again = restored(differing, store, 0, 2);
        foldBy(again, 1_999);
        again.snapshot();
        assertThat(whole().immutableEntries()).hasSize(99);
    }

    /** Nor do they become alike because the option is changed: one may even know no donor yet. */
    @Example
    void whatWasWrittenApartStaysApart() throws Exception {
        AugmenterSettings differing =
                new AugmenterSettings(
                        BASE, EPOCHS, RetrievalSettings.DEFAULT, 3, false, false, null);
        restored(differing, store, 0, 2).snapshot();
        DonorBook alike = restored(store, 1, 2);
        for (int user = 0; user < 100; user++) {
            alike.await(change(0, "u" + user, Kind.REPLACE, "a"));
        }
        foldBy(alike, 999);
        alike.snapshot();
        assertThat(whole().immutableEntries()).hasSize(100);
    }

    private static void foldBy(DonorBook book, long watermark) throws Exception {
        for (long epoch : book.epochsEndingBy(watermark)) {
            book.fold(epoch);
        }
    }

    /** Upstream subtasks run ahead: what they send early must not show early (law 2). */
    @Example
    void anEpochsChangesWaitUntilItIsOverWhateverCameFirst() throws Exception {
        DonorBook book = restored(store, 0, 1);
        book.await(change(2, "u", Kind.APPEND, "d", "e"));
        book.await(change(7, "u", Kind.REMOVE));
        book.await(change(1, "u", Kind.REPLACE, "a", "b"));
        assertThat(book.epochsEndingBy(1_998)).isEmpty();
        assertThat(book.epochsEndingBy(1_999)).containsExactly(1L);
        assertThat(book.epochsEndingBy(6_000)).containsExactly(1L, 2L);
        foldBy(book, 1_999);
        assertThat(itemsOf("u", book)).containsExactly("a", "b");
        foldBy(book, 6_000);
        assertThat(itemsOf("u", book)).as("the last 3").containsExactly("b", "d", "e");
        foldBy(book, Long.MAX_VALUE);
        assertThat(folded(book)).isEmpty();
        assertThat(book.epochsEndingBy(Long.MAX_VALUE)).isEmpty();
    }

    @Example
    void theLastOfAnItemsChangesInAnEpochHolds() throws Exception {
        DonorBook book = restored(store, 0, 1);
        book.await(item("back", 1_300, false));
        book.await(item("back", 1_100, true));
        book.await(item("gone", 1_400, true));
        book.await(item("gone", 1_200, false));
        foldBy(book, 1_999);
        assertThat(folded(book)).containsOnlyKeys("retired gone");
    }

    /** Law 1: channels interleave anew in every run, and a restart may come between. */
    @Property(tries = 200)
    void arrivalAndARestartHaveNoSay(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<IndexChange> changes = new ArrayList<>();
        for (long epoch = 0; epoch < 4; epoch++) {
            for (String user : List.of("u", "v", "w")) {
                Kind kind = Kind.values()[random.nextInt(3)];
                String[] items =
                        kind == Kind.REMOVE
                                ? new String[0]
                                : new String[] {"i" + random.nextInt(4), "i" + random.nextInt(4)};
                changes.add(change(epoch, user, kind, items));
            }
            changes.add(item("i1", epoch * 1_000 + random.nextInt(500), random.nextBoolean()));
            changes.add(item("i1", epoch * 1_000 + 500, random.nextBoolean()));
        }
        // Tries share one instance of the test, and with it the store.
        AugmenterBooksTest one = new AugmenterBooksTest();
        DonorBook book = restored(one.store, 0, 1);
        book.align(model(1, 0));
        for (IndexChange change : changes) {
            book.await(change);
        }
        foldBy(book, Long.MAX_VALUE);

        AugmenterBooksTest other = new AugmenterBooksTest();
        Collections.shuffle(changes, random);
        DonorBook first = restored(other.store, 0, 1);
        for (IndexChange change : changes) {
            first.await(change);
        }
        foldBy(first, 999 + 1_000 * random.nextInt(4));
        first.snapshot();
        DonorBook restored = restored(other.store, 0, 1);
        foldBy(restored, Long.MAX_VALUE);
        restored.align(model(1, 0));

        assertThat(other.folded(restored)).isEqualTo(one.folded(book));
        assertThat(restored.index().size()).isEqualTo(book.index().size());
        List<SequenceEvent> own = List.of(new SequenceEvent("i2", 0, "click", 0));
        Query query = new Query("x", own, Evidence.NONE);
        assertThat(restored.index().augment(query)).isEqualTo(book.index().augment(query));
    }

    @Example
    void theNewestModelEffectiveAtTheEpochsStartIsUsed() throws Exception {
        ModelBook book = ModelBook.restore(store, BASE);
        book.add(model(3, 5_000));
        book.add(model(1, 0));
        book.add(model(2, 5_000));
        assertThat(book.at(4_999).version()).isEqualTo(1);
        assertThat(book.at(5_000).version()).isEqualTo(3);
        assertThat(ModelBook.restore(store, BASE).at(9_000).version()).isEqualTo(3);
    }

    @Example
    void stateOfAnotherBaseIsRefused() throws Exception {
        ModelBook.restore(store, BASE).add(model(1, 0));
        assertThatThrownBy(() -> ModelBook.restore(store, base(2)))
                .hasMessageContaining(BASE.id())
                .hasMessageContaining("backfill")
                .hasMessageContaining("mars.model.base");
    }

    @Example
    void noModelForAnEpochIsAClearError() throws Exception {
        ModelBook book = ModelBook.restore(store, BASE);
        book.add(model(1, 10));
        assertThatThrownBy(() -> book.at(9)).hasMessageContaining("effective from 0");
    }
}
