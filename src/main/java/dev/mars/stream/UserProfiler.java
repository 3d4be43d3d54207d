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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps every user's profile, keyed by user: applies behaviours in event-time order, asks for one
 * output at each distinct event time, and tells the donor index, at the end of an epoch, what the
 * epoch changed.
 *
 * <p>State per user: the profile, and the inputs that wait by their time. Timers stand at waiting
 * inputs, at the last millisecond of an epoch that concerns donors, at the end of the epoch in
 * which a HIGH user will be demoted if nothing more is heard of them (known in closed form, see
 * {@link dev.mars.profile.Activity}), and at the expiry of a user.
 */
final class UserProfiler extends KeyedProcessFunction<String, UserInput, Request> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<IndexChange> DONOR_CHANGES =
            new OutputTag<>("donor-changes", Types.INDEX_CHANGE);

    private final PositiveRule rule;
    private final Epochs epochs;

    private transient ValueState<Profile> profile;
    private transient MapState<Long, List<UserInput>> waiting;
    private transient Counter requests;
    private transient Map<Tier, Counter> tierChanges;

    UserProfiler(PositiveRule rule, Epochs epochs) {
        this.rule = rule;
        this.epochs = epochs;
    }

    @Override
    public void open(OpenContext context) {
        profile =
                getRuntimeContext().getState(new ValueStateDescriptor<>("profile", Types.PROFILE));
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        org.apache.flink.api.common.typeinfo.Types.LONG,
                                        new ListTypeInfo<>(Types.USER_INPUT)));
        var metrics = getRuntimeContext().getMetricGroup();
        requests = JobMetric.REQUESTS.counter(metrics);
        tierChanges = JobMetric.TIER_CHANGES.counters(metrics, Tier.class);
    }

    @Override
    public void processElement(UserInput input, Context context, Collector<Request> out)
            throws Exception {
        List<UserInput> same = waiting.get(input.time());
        List<UserInput> all = same == null ? new ArrayList<>(1) : new ArrayList<>(same);
        all.add(input);
        waiting.put(input.time(), all);
        context.timerService().registerEventTimeTimer(input.time());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Request> out)
            throws Exception {
        String userId = context.getCurrentKey();
        Profile stored = profile.value();
        Profile before = stored == null ? Profile.EMPTY : stored;
        Profile now = before.at(time, rule);
        List<UserInput> inputs = waiting.get(time);
        if (inputs != null) {
            waiting.remove(time);
            now = apply(inputs, now, userId, time, out);
            requests.inc();
        }
        if (now.activity().tier() != before.activity().tier()) {
            tierChanges.get(now.activity().tier()).inc();
        }
        if (time == epochs.last(epochs.of(time))) {
            DonorUpdate update = now.update(userId);
            if (update != null) {
                context.output(DONOR_CHANGES, new IndexChange.OfDonor(epochs.of(time), update));
                now = now.sent();
            }
        }
        if (now.equals(Profile.EMPTY)) {
            profile.clear();
        } else {
            profile.update(now);
            schedule(before, now, time, context.timerService());
        }
    }

    /** An erasure takes all that is of its millisecond with it; it is answered by a tombstone. */
    private Profile apply(
            List<UserInput> inputs,
            Profile before,
            String userId,
            long time,
            Collector<Request> out) {
        List<ProfileEvent> behaviors = new ArrayList<>(inputs.size());
        for (UserInput input : inputs) {
            if (input.isErasure()) {
                out.collect(Request.erasure(userId, time));
                return before.forget();
            }
            behaviors.add(input.behavior());
        }
        Profile now = before.apply(behaviors, time, rule);
        Tier tier = now.activity().tier();
        out.collect(
                new Request(
                        userId,
                        time,
                        false,
                        tier,
                        now.activity().level(time, rule.activity().decay()),
                        now.events(),
                        tier == Tier.LOW ? now.evidence() : Evidence.NONE));
        return now;
    }

    private void schedule(Profile before, Profile now, long time, TimerService timers)
            throws Exception {
        long epochEnd = epochs.last(epochs.of(time));
        if (now.concernsDonors() && time < epochEnd) {
            timers.registerEventTimeTimer(epochEnd);
        }
        // All that is cancelled first: a new timer may stand where another kind's old one stood.
        cancel(demotionEnd(before), demotionEnd(now), epochEnd, timers);
        cancel(expiry(before), expiry(now), epochEnd, timers);
        set(demotionEnd(now), time, timers);
        set(expiry(now), time, timers);
    }

    /** Deletes a timer, unless something else needs it: a key has one timer per time. */
    private void cancel(long before, long now, long epochEnd, TimerService timers)
            throws Exception {
        if (before != now && before > epochEnd && !waiting.contains(before)) {
            timers.deleteEventTimeTimer(before);
        }
    }

    private static void set(long at, long time, TimerService timers) {
        if (at > time && at != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(at);
        }
    }

    /** End of the epoch in which a HIGH user's demotion is due, or {@link Long#MAX_VALUE}. */
    private long demotionEnd(Profile profile) {
        long demoteAt = profile.activity().demoteAt();
        return profile.activity().tier() != Tier.HIGH || demoteAt == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : epochs.last(epochs.of(demoteAt));
    }

    private long expiry(Profile profile) {
        return rule.expireAfter() == 0 || profile.events().isEmpty() && profile.lastTime() == 0
                ? Long.MAX_VALUE
                : profile.lastTime() + rule.expireAfter();
    }
}
