// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.ActivityRule;
import dev.mars.profile.Decay;
import dev.mars.profile.DonorUpdate.Kind;
import dev.mars.profile.PositiveRule;
import dev.mars.profile.Profile;
import dev.mars.profile.ProfileEvent;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Timers of the profiler: what is said when, in Flink's own harness. Epochs are 1,000 ms long. */
class UserProfilerTest {
    private static final Epochs EPOCHS = new Epochs(1_000);

    /** MEDIUM from 2, HIGH from 3, left at 1.6 and 2.4. */
    private static PositiveRule rule(long halfLife, long expireAfter) {
        return new PositiveRule(
                Map.of("click", 1.0, "impression", 0.0),
                new ActivityRule(new Decay(halfLife), 2, 3, 0.8),
                100,
                expireAfter);
    }

    private static final class Profiler
            extends KeyedOneInputStreamOperatorTestHarness<String, UserInput, Request> {
        Profiler(PositiveRule rule) throws Exception {
            this(rule, null);
        }

        Profiler(PositiveRule rule, OperatorSubtaskState restored) throws Exception {
            super(
                    new UserProfiler(rule, EPOCHS),
                    UserInput::userId,
                    org.apache.flink.api.common.typeinfo.Types.STRING);
            setup(Types.REQUEST.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                initializeState(restored);
            }
            open();
        }

        Profiler take(List<UserInput> inputs) throws Exception {
            for (UserInput input : inputs) {
                processElement(input, input.time());
            }
            return this;
        }

        /** Makes a user's profile as one of before version 4. */
        void forgetWhenToWake(String userId) throws Exception {
            var operator = (UserProfiler) getOneInputOperator();
            operator.setCurrentKey(userId);
            var profile =
                    operator.getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("profile", Types.PROFILE));
            profile.update(profile.value().wokenAt(Profile.UNTOLD));
        }

        List<Long> asOfs() {
            return extractOutputValues().stream().map(Request::asOf).toList();
        }

        /** What the index was told, as "epoch kind number-of-positives". */
        List<String> told() {
            var changes = getSideOutput(UserProfiler.DONOR_CHANGES);
            List<String> told = new ArrayList<>();
            if (changes != null) {
                changes.forEach(
                        record -> {
                            var change = (IndexChange.OfDonor) record.getValue();
                            told.add(
                                    change.epoch()
                                            + " "
                                            + change.update().kind()
                                            + " "
                                            + change.update().events().size());
                        });
            }
            return told;
        }
    }

    private static UserInput act(String item, String action, long time) {
        BaseFeatures features = new BaseFeatures(new float[] {time % 7, 1}, null, 1);
        return UserInput.of(new ProfileEvent("u", item, action, time, null, features));
    }

    /** Clicks of one user on different items. */
    private static List<UserInput> clicks(long... times) {
        List<UserInput> inputs = new ArrayList<>();
        LongStream.of(times).forEach(time -> inputs.add(act("i" + inputs.size(), "click", time)));
        return inputs;
    }

    private static String told(long epoch, Kind kind, int positives) {
        return epoch + " " + kind + " " + positives;
    }

    /** One output for each distinct time, whatever came first. */
    @Example
    void requestsAreMadeInTimeOrderOnceTheWatermarkIsThere() throws Exception {
        try (Profiler profiler = new Profiler(rule(0, 0))) {
            profiler.take(clicks(30, 10, 20, 10));
            profiler.processWatermark(9);
            assertThat(profiler.asOfs()).isEmpty();
            profiler.processWatermark(20);
            assertThat(profiler.asOfs()).containsExactly(10L, 20L);
            assertThat(profiler.extractOutputValues().get(0).own()).hasSize(2);
        }
    }

    /** One timer serves both: the behaviour must be in its own epoch's update. */
    @Example
    void aBehaviourAtAnEpochsLastMillisecondIsInThatEpochsUpdate() throws Exception {
        try (Profiler profiler = new Profiler(rule(0, 0))) {
            profiler.take(clicks(100, 999, 999));
            profiler.processWatermark(999);
            assertThat(profiler.told()).containsExactly(told(0, Kind.REPLACE, 3));
            profiler.take(clicks(1_000, 1_999));
            profiler.processWatermark(5_000);
            assertThat(profiler.told())
                    .containsExactly(told(0, Kind.REPLACE, 3), told(1, Kind.APPEND, 2));
            assertThat(profiler.asOfs()).containsExactly(100L, 999L, 1_000L, 1_999L);
        }
    }

    /** A span near the largest there is went over it, and the user was never woken again. */
    @Example
    void anExpiryBeyondAllTimesIsNone() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, Long.MAX_VALUE - 50))) {
            profiler.take(clicks(100, 100, 100));
            profiler.processWatermark(5_000);
            assertThat(profiler.told())
                    .containsExactly(told(0, Kind.REPLACE, 3), told(4, Kind.REMOVE, 0));
        }
    }

    /** 3 falls to 2.4 after 0.3219 half-lives: at 100 + 4,024 ms, in epoch 4. */
    @Example
    void aDonorIsWithdrawnAtTheEndOfTheEpochOfTheirDemotion() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, 0))) {
            profiler.take(clicks(100, 100, 100));
            profiler.processWatermark(4_998);
            assertThat(profiler.told()).containsExactly(told(0, Kind.REPLACE, 3));
            profiler.processWatermark(4_999);
            assertThat(profiler.told()).endsWith(told(4, Kind.REMOVE, 0)).hasSize(2);
            profiler.processWatermark(Long.MAX_VALUE);
            assertThat(profiler.told()).hasSize(2);
            assertThat(profiler.numEventTimeTimers()).isZero();
        }
    }

    /** The timer of a demotion that was put off must not answer the input, nor tell the index. */
    @Example
    void anInputThatWaitsAtTheTimeOfAnOldDemotionIsAnswered() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, 0))) {
            profiler.take(clicks(100, 100, 100));
            profiler.take(List.of(act("x", "impression", 4_999)));
            profiler.take(List.of(act("y", "click", 2_000)));
            profiler.processWatermark(4_999);
            assertThat(profiler.asOfs()).containsExactly(100L, 2_000L, 4_999L);
            assertThat(profiler.told())
                    .containsExactly(told(0, Kind.REPLACE, 3), told(2, Kind.APPEND, 1));
        }
    }

    /** The same, with the input coming after the demotion was put off. */
    @Example
    void anInputThatComesToTheTimeOfAnOldDemotionIsAnswered() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, 0))) {
            profiler.take(clicks(100, 100, 100, 2_000));
            profiler.processWatermark(2_500);
            profiler.take(List.of(act("x", "impression", 4_999)));
            profiler.processWatermark(4_999);
            assertThat(profiler.asOfs()).containsExactly(100L, 2_000L, 4_999L);
        }
    }

    /**
     * The old expiry was due at 10,999, and the click at 4,999 puts the demotion off to 10,665,
     * whose epoch ends at 10,999.
     */
    @Example
    void aDemotionAtTheTimeOfAnOldExpiryIsTold() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, 10_899))) {
            profiler.take(clicks(100, 100, 100, 4_999));
            profiler.processWatermark(10_999);
            assertThat(profiler.told())
                    .containsExactly(
                            told(0, Kind.REPLACE, 3),
                            told(4, Kind.APPEND, 1),
                            told(10, Kind.REMOVE, 0));
        }
    }

    /**
     * A timer for each behaviour, or none that comes when the last is long past. The activity is
     * 6.404 at 6,500, and falls to 2.4 at 24,200.
     */
    @Example
    void oneTimerIsEnoughHoweverOftenADemotionIsPutOff() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500, 60_000))) {
            profiler.take(clicks(100, 100, 100, 1_500, 2_500, 3_500, 4_500, 6_500));
            profiler.processWatermark(7_500);
            assertThat(profiler.numEventTimeTimers()).isEqualTo(1);
            profiler.processWatermark(Long.MAX_VALUE);
            assertThat(profiler.told())
                    .endsWith(told(6, Kind.APPEND, 1), told(24, Kind.REMOVE, 0))
                    .hasSize(7);
            assertThat(profiler.numKeyedStateEntries()).isZero();
        }
    }

    /** An erased user's id that stays in state for the months until their demotion was due. */
    @Example
    void nothingOfAnErasedDonorIsKept() throws Exception {
        try (Profiler profiler = new Profiler(rule(12_500_000, 0))) {
            profiler.take(clicks(100, 100, 100));
            profiler.take(List.of(UserInput.erasure("u", 1_500)));
            profiler.processWatermark(1_999);
            assertThat(profiler.told()).endsWith(told(1, Kind.REMOVE, 0));
            assertThat(profiler.numEventTimeTimers()).isZero();
            assertThat(profiler.numKeyedStateEntries()).isZero();
        }
    }

    /** State of a build that did not say where timers stand, and had other options. */
    @Example
    void aProfileThatDoesNotSayWhenToWakeIsWokenInTime() throws Exception {
        OperatorSubtaskState old;
        try (Profiler profiler = new Profiler(rule(12_500, 0))) {
            profiler.take(clicks(100, 100, 100));
            profiler.processWatermark(1_000);
            profiler.forgetWhenToWake("u");
            old = profiler.snapshot(1, 1);
        }
        try (Profiler profiler = new Profiler(rule(0, 5_000), old)) {
            profiler.take(clicks(2_000));
            profiler.processWatermark(7_999);
            assertThat(profiler.told())
                    .containsExactly(told(2, Kind.APPEND, 1), told(7, Kind.REMOVE, 0));
            assertThat(profiler.numKeyedStateEntries()).isZero();
        }
    }

    /** The same, of a donor who had just been erased. */
    @Example
    void nothingIsKeptOfAnErasedDonorThatAnOlderBuildLeft() throws Exception {
        OperatorSubtaskState old;
        try (Profiler profiler = new Profiler(rule(12_500, 0))) {
            profiler.take(clicks(100, 100, 100));
            profiler.take(List.of(UserInput.erasure("u", 1_500)));
            profiler.processWatermark(1_600);
            profiler.forgetWhenToWake("u");
            old = profiler.snapshot(1, 1);
        }
        try (Profiler profiler = new Profiler(rule(12_500, 0), old)) {
            profiler.processWatermark(1_999);
            assertThat(profiler.told()).containsExactly(told(1, Kind.REMOVE, 0));
            assertThat(profiler.numKeyedStateEntries()).isZero();
        }
    }

    @Example
    void anExpiredDonorIsWithdrawnAndNothingIsKept() throws Exception {
        try (Profiler profiler = new Profiler(rule(0, 5_000))) {
            profiler.take(clicks(100, 100, 100));
            profiler.take(List.of(act("x", "impression", 700)));
            profiler.processWatermark(5_999);
            assertThat(profiler.told())
                    .containsExactly(told(0, Kind.REPLACE, 3), told(5, Kind.REMOVE, 0));
            assertThat(profiler.numKeyedStateEntries()).isZero();
        }
    }

    /** An erasure takes all of its millisecond with it and is answered by one tombstone. */
    @Example
    void anErasureWinsOverBehavioursOfItsTime() throws Exception {
        try (Profiler profiler = new Profiler(rule(0, 0))) {
            profiler.take(clicks(100, 100, 100, 1_500));
            profiler.take(List.of(UserInput.erasure("u", 1_500)));
            profiler.take(clicks(1_600));
            profiler.processWatermark(1_999);
            assertThat(profiler.extractOutputValues())
                    .extracting(Request::asOf, Request::erased, request -> request.own().size())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(100L, false, 3),
                            org.assertj.core.groups.Tuple.tuple(1_500L, true, 0),
                            org.assertj.core.groups.Tuple.tuple(1_600L, false, 1));
            assertThat(profiler.told())
                    .containsExactly(told(0, Kind.REPLACE, 3), told(1, Kind.REMOVE, 0));
        }
    }

    /** Law 1 for this operator: neither arrival, watermarks on the way nor a restart have a say. */
    @Property(tries = 40)
    void arrivalAndRestartsHaveNoSay(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        PositiveRule rule = rule(3_000, random.nextBoolean() ? 0 : 4_000 + random.nextInt(3) * 999);
        List<UserInput> inputs = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < 30; i++) {
            time += random.nextInt(4) * (random.nextBoolean() ? 333 : 100);
            inputs.add(
                    random.nextInt(15) == 0
                            ? UserInput.erasure("u", time)
                            : act("i" + random.nextInt(5), "click", time));
        }
        List<Object> expected;
        try (Profiler profiler = new Profiler(rule)) {
            profiler.take(inputs).processWatermark(20_000);
            expected = said(profiler);
        }
        List<Object> got = new ArrayList<>();
        OperatorSubtaskState state = null;
        List<UserInput> left = new ArrayList<>(inputs);
        for (long watermark = 1_500; watermark < 21_500; watermark += 1_500) {
            long until = watermark == 21_000 ? Long.MAX_VALUE : watermark + random.nextInt(900);
            List<UserInput> now =
                    new ArrayList<>(left.stream().filter(input -> input.time() <= until).toList());
            left.removeAll(now);
            Collections.shuffle(now, random);
            try (Profiler profiler = new Profiler(rule, state)) {
                profiler.take(now).processWatermark(Math.min(watermark, 20_000));
                got.addAll(said(profiler));
                profiler.prepareSnapshotPreBarrier(watermark);
                state = profiler.snapshot(watermark, watermark);
            }
        }
        assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Object> said(Profiler profiler) {
        List<Object> said = new ArrayList<>(profiler.extractOutputValues());
        var changes = profiler.getSideOutput(UserProfiler.DONOR_CHANGES);
        if (changes != null) {
            changes.forEach(record -> said.add(record.getValue()));
        }
        return said;
    }
}
