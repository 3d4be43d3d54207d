// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.alignment.XxHash;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawRecord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SamplePrefilterTest {
    /** Adds up two values of a text. */
    private static final Base BASE =
            new Base(
                    1,
                    new ModalityBase(2, new float[2], new float[] {1, 1}, 0, new float[0]),
                    null);

    private static final float TOO_LARGE = 1e30f;

    /** By hash, ascending. */
    private static final List<String> IDS =
            Stream.of("a", "b", "c")
                    .sorted(Comparator.comparing(XxHash::of, Long::compareUnsigned))
                    .toList();

    /**
     * A version that the base cannot take would keep a place from an item that it can; and of
     * millions of items, each would be projected to be thrown away.
     */
    @Test
    void onlyWhatTheSampleWantsIsProjectedAndOnlyWhatCanBeTakesAPlace() throws Exception {
        try (var harness =
                new OneInputStreamOperatorTestHarness<Inbound<ItemFeatures>, Inbound<ItemFeatures>>(
                        new ProcessOperator<>(new SamplePrefilter(1, BASE)))) {
            harness.setup(
                    Types.INBOUND_ITEM.createSerializer(
                            harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            harness.processElement(item(IDS.get(0), TOO_LARGE), 0);
            harness.processElement(item(IDS.get(1), 1), 0);
            harness.processElement(item(IDS.get(2), TOO_LARGE), 0);
            harness.processElement(item(IDS.get(2), 1), 0);
            harness.processElement(item(IDS.get(0), 1), 0);
            assertThat(harness.extractOutputValues())
                    .extracting(inbound -> inbound.kind() + " " + at(inbound))
                    .containsExactly("REJECTED 0", "VALUE 1", "VALUE 0");
        }
    }

    private static int at(Inbound<ItemFeatures> inbound) {
        return IDS.indexOf(new String(inbound.raw().key()));
    }

    private static Inbound<ItemFeatures> item(String id, float value) {
        RawRecord raw = new RawRecord("items", 0, 0, 0, id.getBytes(), new byte[1], List.of());
        ItemFeatures features = new ItemFeatures(id, 0, new float[] {value, value}, null);
        return new Inbound<>(raw, Inbound.Kind.VALUE, features, id, 0, null);
    }
}
