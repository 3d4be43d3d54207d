// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A serializer, and where values for it come from.
 *
 * @param told what a version of the layout tells of a value
 */
record Layout<T>(
        VersionedSerializer<T> serializer,
        Function<Values, T> values,
        BiFunction<Integer, T, T> told) {
    private static final int FIXTURE_VALUES = 40;

    private Layout(VersionedSerializer<T> serializer, Function<Values, T> values) {
        this(serializer, values, (version, value) -> value);
    }

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(new AnswerPartSerializer(), values -> values.shards().part()),
                new Layout<>(new ArrivalSerializer(), Values::arrival),
                new Layout<>(new BehaviorSerializer(), Values::behavior),
                new Layout<>(new DonorSerializer(), Values::donor),
                new Layout<>(new HeldItemSerializer(), values -> values.shards().item()),
                new Layout<>(new HolderSampleSerializer(), values -> values.shards().sample()),
                new Layout<>(new HoldingSerializer(), values -> values.shards().holding()),
                new Layout<>(new InboundSerializer.OfBehavior(), Values::inboundBehavior),
                new Layout<>(new InboundSerializer.OfItem(), Values::inboundItem),
                new Layout<>(new IndexChangeSerializer(), Values::change),
                new Layout<>(new ItemCopySerializer(), Values::copy),
                new Layout<>(new ItemFeaturesSerializer(), Values::item),
                new Layout<>(new ItemVersionSerializer(), Values::version),
                new Layout<>(
                        new LedgerChangeSerializer(), values -> values.shards().ledgerChange()),
                new Layout<>(new NoticeSerializer(), values -> values.shards().notice()),
                new Layout<>(new OutgoingSerializer(), Values::outgoing),
                new Layout<>(
                        new ProfileSerializer(),
                        Values::profile,
                        (version, profile) ->
                                version < 4 ? profile.wokenAt(Profile.UNTOLD) : profile),
                new Layout<>(new RawRecordSerializer(), Values::raw),
                new Layout<>(new RequestSerializer(), Values::request),
                new Layout<>(new ShardChangeSerializer(), values -> values.shards().change()),
                new Layout<>(new ShardDonorSerializer(), values -> values.shards().donor()),
                new Layout<>(new UserInputSerializer(), Values::input));
    }

    /** What the committed fixture of a version holds. */
    List<T> fixtureValues(int version) {
        return fixtureValues().stream().map(value -> told.apply(version, value)).toList();
    }

    /** What the committed fixture of the present version holds. */
    List<T> fixtureValues() {
        Values source = new Values(1);
        List<T> fixed = new ArrayList<>();
        for (int i = 0; i < FIXTURE_VALUES; i++) {
            fixed.add(values.apply(source));
        }
        return fixed;
    }

    byte[] write(List<T> all) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (T value : all) {
            serializer.serialize(value, out);
        }
        return out.getCopyOfBuffer();
    }

    /** All values that the bytes hold, to their end. */
    List<T> read(int version, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        List<T> all = new ArrayList<>();
        while (in.available() > 0) {
            all.add(serializer.read(version, in));
        }
        return all;
    }

    int version() {
        return serializer.currentVersion();
    }

    /** Name of a fixture: {@code Profile-v1.bin}. */
    String fixture(int version) {
        return toString() + "-v" + version + ".bin";
    }

    @Override
    public String toString() {
        Class<?> type = serializer.getClass();
        String outer =
                type.getEnclosingClass() == null ? "" : type.getEnclosingClass().getSimpleName();
        return (outer + type.getSimpleName()).replace("Serializer", "");
    }
}
