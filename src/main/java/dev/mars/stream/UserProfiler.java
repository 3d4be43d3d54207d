// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.DonorUpdate;
import dev.mars.profile.Evidence;
import dev.mars.profile.PositiveRule;
import dev.mars.profile.Profile;
import dev.mars.profile.ProfileEvent;
import dev.mars.profile.Tier;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps every user's profile, keyed by user: applies behaviours in event-time order, asks for one
 * output at each distinct event time, and tells the donor index, at the end of an epoch, what the
 * epoch changed.
 *
 * <p>State per user: the profile, and the inputs that wait by their time, as far as a checkpoint
 * has found them waiting. Timers stand at those; at the last millisecond of an epoch that concerns
 * donors; and at {@link Profile#wakeAt}, which is not after the end of the epoch in which a HIGH
 * user will be demoted if nothing more is heard of them (known in closed form, see {@link
 * dev.mars.profile.Activity}), nor after the user's expiry. A behaviour puts both off. The timer
 * stays where it is all the same, and moves on when it fires: to move it with each behaviour would
 * cost as much as all else that is done with the profile.
 *
 * <p>Nor is a profile written when the end of an epoch has sent its newest positives. All of an
 * epoch are sent at its end, so what a later epoch finds unsent has been sent. Hence epochs must
 * not change their length over the life of the state.
 */
final class UserProfiler extends EventTimeOperator<UserInput, Request>
        implements OneInputStreamOperator<UserInput, Request> {
    private static final long serialVersionUID = 1L;

    /** Some 25 MB of behaviours with features of 64 dimensions. */
    private static final int MOST_ON_HEAP = 30_000;

    static final OutputTag<IndexChange> DONOR_CHANGES =
            new OutputTag<>("donor-changes", Types.INDEX_CHANGE);

    private final PositiveRule rule;
    private final Epochs epochs;

    private transient ValueState<Profile> profile;
    private transient TimedLists<UserInput> waiting;
    private transient Counter requests;
    private transient Map<Tier, Counter> tierChanges;

    UserProfiler(PositiveRule rule, Epochs epochs) {
        super("user-timers", MOST_ON_HEAP);
        this.rule = rule;
        this.epochs = epochs;
    }

    @Override
    public void open() throws Exception {
        super.open();
        profile =
                getRuntimeContext().getState(new ValueStateDescriptor<>("profile", Types.PROFILE));
        waiting = new TimedLists<>("waiting", Types.USER_INPUT, getRuntimeContext());
        var metrics = getMetricGroup();
        requests = JobMetric.REQUESTS.counter(metrics);
        tierChanges = JobMetric.TIER_CHANGES.counters(metrics, Tier.class);
    }

    @Override
    public void processElement(StreamRecord<UserInput> element) throws Exception {
        await(element.getValue().time(), element.getValue());
    }

    @Override
    void store(long time, UserInput input) throws Exception {
        waiting.add(time, input);
    }

    @Override
    List<UserInput> takeStored(long time) throws Exception {
        return waiting.take(time);
    }

    @Override
    void due(long time, List<UserInput> inputs) throws Exception {
        String userId = (String) getCurrentKey();
        Profile stored = profile.value();
        Profile before = stored == null ? Profile.EMPTY : stored;
        long epoch = epochs.of(time);
        boolean sameEpoch = epochs.of(before.lastTime()) == epoch;
        Profile now = before.at(time, rule);
        if (!sameEpoch) {
            now = now.inLaterEpoch();
        }
        if (!inputs.isEmpty()) {
            now = apply(inputs, now, userId, time);
            requests.inc();
        }
        if (now.activity().tier() != before.activity().tier()) {
            tierChanges.get(now.activity().tier()).inc();
        }
        if (time == epochs.last(epoch)) {
            DonorUpdate update = now.update(userId);
            if (update != null) {
                var change = new IndexChange.OfDonor(epoch, update);
                output.collect(DONOR_CHANGES, new StreamRecord<>(change, time));
                now = now.sent();
            }
        }
        if (now.isEmpty()) {
            withdrawTimer(before, epoch);
            profile.clear();
            return;
        }
        boolean stands = sameEpoch && before.concernsDonors();
        if (now.concernsDonors() && !stands && epochs.last(epoch) > time) {
            setTimer(epochs.last(epoch));
        }
        now = scheduleWake(before, now, time);
        if (!inputs.isEmpty() || changes(before, now)) {
            profile.update(now);
        }
    }

    /** Whether time alone has changed more than what is unsent. */
    private static boolean changes(Profile before, Profile now) {
        return !now.activity().equals(before.activity())
                || now.standing() != before.standing()
                || now.lastTime() != before.lastTime()
                || now.wakeAt() != before.wakeAt();
    }

    /** An erasure takes all that is of its millisecond with it; it is answered by a tombstone. */
    private Profile apply(List<UserInput> inputs, Profile before, String userId, long time) {
        List<ProfileEvent> behaviors = new ArrayList<>(inputs.size());
        for (UserInput input : inputs) {
            if (input.isErasure()) {
                emit(Request.erasure(userId, time), time);
                return before.forget();
            }
            behaviors.add(input.behavior());
        }
        Profile now = before.apply(behaviors, time, rule);
        Tier tier = now.activity().tier();
        emit(
                new Request(
                        userId,
                        time,
                        false,
                        tier,
                        now.activity().level(time, rule.activity().decay()),
                        now.events(),
                        tier == Tier.LOW ? now.evidence() : Evidence.NONE),
                time);
        return now;
    }

    /** Sees to it that a timer stands when the profile is to be woken; gives it with that time. */
    private Profile scheduleWake(Profile before, Profile now, long time) throws Exception {
        long next = wakeAt(now);
        if (time < now.wakeAt() && now.wakeAt() <= next && now.wakeAt() == before.wakeAt()) {
            return now;
        }
        withdrawTimer(before, epochs.of(time));
        if (time < next && next != Profile.NEVER) {
            setTimer(next);
        }
        return now.wokenAt(next);
    }

    /** Nothing of a user who is forgotten may stay, and a timer has the user's id. */
    private void withdrawTimer(Profile before, long epoch) throws Exception {
        long timer = before.wakeAt() == Profile.UNTOLD ? wakeAt(before) : before.wakeAt();
        // A key has one timer per time, which something else may need.
        if (timer != Profile.NEVER && timer > epochs.last(epoch) && !waiting.contains(timer)) {
            deleteTimer(timer);
        }
    }

    /**
     * When time alone will next do what must be seen to: at the end of the epoch in which a HIGH
     * user is to be demoted, or at the user's expiry; {@link Profile#NEVER} if neither comes.
     */
    private long wakeAt(Profile profile) {
        long demoteAt = profile.activity().demoteAt();
        boolean demoted = profile.activity().tier() == Tier.HIGH && demoteAt != Profile.NEVER;
        boolean expires =
                rule.expireAfter() > 0 && (!profile.events().isEmpty() || profile.lastTime() != 0);
        return Math.min(
                demoted ? epochs.last(epochs.of(demoteAt)) : Profile.NEVER,
                expires ? expiry(profile.lastTime()) : Profile.NEVER);
    }

    private long expiry(long lastTime) {
        return rule.expireAfter() > Profile.NEVER - lastTime
                ? Profile.NEVER
                : lastTime + rule.expireAfter();
    }
}
