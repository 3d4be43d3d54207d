// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * Elements are taken by event time, wherever they wait. If one of these fails, what a restart finds
 * differs from what the job that went on had.
 */
class EventTimeOperatorTest {
    /** Says what is due, as "key time elements"; an element is "key time number". */
    private static final class Diary extends EventTimeOperator<String, String>
            implements OneInputStreamOperator<String, String> {
        private static final long serialVersionUID = 1L;

        private transient MapState<Long, String> state;
        private transient int stores;

        Diary(int mostOnHeap) {
            super("user-timers", mostOnHeap);
        }

        @Override
        public void open() throws Exception {
            super.open();
            state =
                    getRuntimeContext()
                            .getMapState(
                                    new MapStateDescriptor<>("waiting", Types.LONG, Types.STRING));
        }

        @Override
        public void processElement(StreamRecord<String> element) throws Exception {
            await(time(element.getValue()), element.getValue());
        }

        @Override
        void store(long time, List<String> elements) throws Exception {
            stores++;
            String same = state.get(time);
            String more = String.join(",", elements);
            state.put(time, same == null ? more : same + "," + more);
        }

        @Override
        List<String> takeStored(long time) throws Exception {
            String stored = state.get(time);
            state.remove(time);
            return stored == null ? List.of() : List.of(stored.split(","));
        }

        @Override
        void due(long time, List<String> elements) {
            if (!elements.isEmpty()) {
                List<String> sorted = new ArrayList<>(elements);
                Collections.sort(sorted);
                emit(getCurrentKey() + " " + time + " " + sorted, time);
            }
        }
    }

    private static long time(String element) {
        return Long.parseLong(element.split(" ")[1]);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness(
            int mostOnHeap, OperatorSubtaskState restored) throws Exception {
        KeySelector<String, String> key = element -> element.split(" ")[0];
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new Diary(mostOnHeap), key, Types.STRING);
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }

    private static OperatorSubtaskState checkpoint(
            KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, int number)
            throws Exception {
        harness.prepareSnapshotPreBarrier(number);
        return harness.snapshot(number, number);
    }

    @Property(tries = 200)
    void neitherTheHeapsSizeNorCheckpointsNorRestartsShow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int mostOnHeap)
            throws Exception {
        Random random = new Random(seed);
        Map<String, TreeMap<Long, List<String>>> expected = new TreeMap<>();
        List<String> seen = new ArrayList<>();
        var harness = harness(mostOnHeap, null);
        long watermark = 0;
        for (int i = 0; i < 60; i++) {
            switch (random.nextInt(8)) {
                case 0 -> harness.processWatermark(watermark += random.nextInt(6));
                case 1 -> checkpoint(harness, i);
                case 2 -> {
                    OperatorSubtaskState state = checkpoint(harness, i);
                    seen.addAll(harness.extractOutputValues());
                    harness.close();
                    harness = harness(mostOnHeap, state);
                }
                default -> {
                    String key = "k" + random.nextInt(3);
                    long time = watermark + 1 + random.nextInt(8);
                    String element = key + " " + time + " " + i;
                    harness.processElement(element, time);
                    expected.computeIfAbsent(key, k -> new TreeMap<>())
                            .computeIfAbsent(time, t -> new ArrayList<>())
                            .add(element);
                }
            }
        }
        harness.processWatermark(Long.MAX_VALUE);
        seen.addAll(harness.extractOutputValues());
        harness.close();
        for (var ofKey : expected.entrySet()) {
            List<String> due = new ArrayList<>();
            ofKey.getValue()
                    .forEach(
                            (time, elements) -> {
                                Collections.sort(elements);
                                due.add(ofKey.getKey() + " " + time + " " + elements);
                            });
            assertThat(seen.stream().filter(line -> line.startsWith(ofKey.getKey() + " ")))
                    .containsExactlyElementsOf(due);
        }
    }

    /** A watermark that overtakes an element would let later stages answer without it. */
    @Example
    void aWatermarkGoesOnBehindWhatItHasReleased() throws Exception {
        try (var harness = harness(10, null)) {
            harness.processElement("k 5 0", 5);
            harness.processElement("k 3 1", 3);
            harness.processWatermark(4);
            assertThat(harness.getOutput().toArray()[0].toString()).contains("k 3 [k 3 1]");
            assertThat(harness.getOutput().toArray()[1].toString()).contains("Watermark");
            assertThat(harness.getOutput()).hasSize(2);
        }
    }

    /** Where event times are days, each of n acts would read and write all of that day. */
    @Example
    void aCheckpointStoresWhatIsOfOneKeyAndTimeAtOnce() throws Exception {
        try (var harness = harness(10, null)) {
            for (String element : List.of("k 5 0", "l 5 1", "k 5 2", "k 6 3", "k 5 4")) {
                harness.processElement(element, time(element));
            }
            checkpoint(harness, 1);
            assertThat(((Diary) harness.getOneInputOperator()).stores).isEqualTo(3);
            harness.processWatermark(6);
            assertThat(harness.extractOutputValues())
                    .containsExactlyInAnyOrder(
                            "k 5 [k 5 0, k 5 2, k 5 4]", "l 5 [l 5 1]", "k 6 [k 6 3]");
        }
    }

    /** As above, where more wait than the heap may hold; what is due next is then still there. */
    @Example
    void aFullHeapStoresTheLatestAtOnce() throws Exception {
        try (var harness = harness(4, null)) {
            for (String element : List.of("k 1 0", "k 9 1", "k 9 2", "k 9 3", "l 2 4", "k 9 5")) {
                harness.processElement(element, time(element));
            }
            Diary diary = (Diary) harness.getOneInputOperator();
            assertThat(diary.stores).isEqualTo(1);
            harness.processWatermark(2);
            assertThat(harness.extractOutputValues()).containsExactly("k 1 [k 1 0]", "l 2 [l 2 4]");
            harness.processWatermark(9);
            assertThat(harness.extractOutputValues()).endsWith("k 9 [k 9 1, k 9 2, k 9 3, k 9 5]");
        }
    }

    /** What a checkpoint leaves out is lost. */
    @Example
    void aCheckpointHasAllThatWaits() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(1, null)) {
            harness.processElement("k 5 0", 5);
            harness.processElement("l 5 1", 5);
            state = checkpoint(harness, 1);
        }
        try (var harness = harness(1, state)) {
            harness.processWatermark(5);
            assertThat(harness.extractOutputValues())
                    .containsExactlyInAnyOrder("k 5 [k 5 0]", "l 5 [l 5 1]");
        }
    }
}
