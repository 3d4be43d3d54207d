// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is kept of one user. Immutable; {@link #EMPTY} for a user who was never seen.
 *
 * @param events the last positives
 * @param lastTime event time of the last behaviour of any weight, milliseconds since the epoch
 * @param unsent how many of the newest {@code events} the end of the epoch of {@code lastTime} has
 *     to send to the donor index; after that, it has sent them. Counts only while the standing is
 *     CURRENT
 * @param wakeAt when the profile is looked at next for what time alone does, a demotion that the
 *     donor index is told of or the expiry: not after that is due. {@link #NEVER} if at no time,
 *     {@link #UNTOLD} in state of a version that did not say
 */
public record Profile(
        Activity activity,
        Evidence evidence,
        EventSequence events,
        long lastTime,
        Standing standing,
        int unsent,
        long wakeAt) {
    public static final long NEVER = Long.MAX_VALUE;
    public static final long UNTOLD = Long.MIN_VALUE;

    public static final Profile EMPTY =
            new Profile(
                    Activity.NONE, Evidence.NONE, EventSequence.NONE, 0, Standing.ABSENT, 0, NEVER);

    /**
     * This profile after the behaviours of one instant. Their order has no say, exact duplicates
     * count once.
     *
     * @param at event time of all of them, not before {@link #lastTime}
     */
    public Profile apply(List<ProfileEvent> behaviors, long at, PositiveRule rule) {
        Activity activity = this.activity.at(at, rule.activity());
        Evidence evidence = this.evidence;
        List<SequenceEvent> positives = new ArrayList<>();
        for (ProfileEvent behavior : distinct(behaviors)) {
            double weight = rule.weight(behavior.action());
            if (weight > 0) {
                activity = activity.add(at, rule.activity());
                evidence = evidence.add(behavior.features(), weight, at, rule.activity().decay());
                positives.add(
                        new SequenceEvent(
                                behavior.itemId(),
                                at,
                                behavior.action(),
                                behavior.features().code()));
            }
        }
        EventSequence events = this.events.append(positives, rule.length());
        int unsent = Math.min(this.unsent + positives.size(), events.size());
        return new Profile(activity, evidence, events, at, standing, unsent, wakeAt);
    }

    /** This profile at a later time: demoted as is due, or forgotten if it has expired. */
    public Profile at(long at, PositiveRule rule) {
        if (rule.expireAfter() > 0 && at - lastTime >= rule.expireAfter()) {
            return forget();
        }
        return new Profile(
                activity.at(at, rule.activity()),
                evidence,
                events,
                lastTime,
                standing,
                unsent,
                wakeAt);
    }

    /** This profile in a later epoch than that of {@link #lastTime}, whose end has sent all. */
    public Profile inLaterEpoch() {
        return unsent == 0
                ? this
                : new Profile(activity, evidence, events, lastTime, standing, 0, wakeAt);
    }

    /** This profile, to be looked at by then. */
    public Profile wokenAt(long time) {
        return time == wakeAt
                ? this
                : new Profile(activity, evidence, events, lastTime, standing, unsent, time);
    }

    /** Nothing but what the donor index still has to be told. */
    public Profile forget() {
        return standing == Standing.ABSENT
                ? EMPTY
                : new Profile(
                        Activity.NONE,
                        Evidence.NONE,
                        EventSequence.NONE,
                        0,
                        Standing.STALE,
                        0,
                        NEVER);
    }

    /** What the donor index has to be told at the end of an epoch, or null if nothing. */
    public DonorUpdate update(String userId) {
        if (activity.tier() != Tier.HIGH) {
            return standing == Standing.ABSENT ? null : DonorUpdate.removal(userId);
        }
        if (standing != Standing.CURRENT) {
            return new DonorUpdate(userId, DonorUpdate.Kind.REPLACE, evidence, events);
        }
        return unsent == 0
                ? null
                : new DonorUpdate(userId, DonorUpdate.Kind.APPEND, evidence, events.last(unsent));
    }

    /** This profile once {@link #update} has been sent. */
    public Profile sent() {
        Standing now = activity.tier() == Tier.HIGH ? Standing.CURRENT : Standing.ABSENT;
        return new Profile(activity, evidence, events, lastTime, now, 0, wakeAt);
    }

    /** True if the end of the epoch may have something to say to the donor index. */
    public boolean concernsDonors() {
        return standing != Standing.ABSENT || activity.tier() == Tier.HIGH;
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return wokenAt(NEVER).equals(EMPTY);
    }

    private static List<ProfileEvent> distinct(List<ProfileEvent> behaviors) {
        List<ProfileEvent> sorted = new ArrayList<>(behaviors);
        sorted.sort(ProfileEvent.CONTENT);
        List<ProfileEvent> distinct = new ArrayList<>(sorted.size());
        for (ProfileEvent behavior : sorted) {
            int last = distinct.size() - 1;
            if (last < 0 || ProfileEvent.CONTENT.compare(distinct.get(last), behavior) != 0) {
                distinct.add(behavior);
            }
        }
        return distinct;
    }
}
