// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

/**
 * How active a user is: the decayed count of their positives, and the tier that follows.
 *
 * <p>Between positives the count only decays, so the instant at which it falls through the floor of
 * its tier is known in closed form: time + half-life · log2(count / floor). It is computed once, in
 * whole milliseconds, when the count last rose, and from then on it alone decides. Were it derived
 * again from a decayed float at each read, two readers could disagree by a rounding and a replay
 * could demote a user a request earlier than the live job did.
 *
 * @param count decayed count of positives at {@code time}
 * @param time event time of the last positive, milliseconds since the epoch
 * @param demoteAt the first millisecond at which the user is no longer in {@code tier}, or {@link
 *     Long#MAX_VALUE}
 */
public record Activity(double count, long time, Tier tier, long demoteAt) {
    public static final Activity NONE = new Activity(0, 0, Tier.LOW, Long.MAX_VALUE);

    /** An activity of which count and tier at a time are known. */
    public static Activity of(double count, long time, Tier tier, ActivityRule rule) {
        return new Activity(count, time, tier, Long.MAX_VALUE).in(tier, rule);
    }

    /** The decayed count at {@code at}, which is not before {@link #time}. */
    public double level(long at, Decay decay) {
        return count == 0 ? 0 : count * decay.factor(at - time);
    }

    /** This activity after the demotions that are due by {@code at}. */
    public Activity at(long at, ActivityRule rule) {
        Activity now = this;
        while (now.demoteAt <= at && now.tier != Tier.LOW) {
            now = now.in(Tier.values()[now.tier.ordinal() - 1], rule);
        }
        return now;
    }

    /** This activity and one more positive at {@code at}, which is not before {@link #time}. */
    public Activity add(long at, ActivityRule rule) {
        Activity before = at(at, rule);
        Activity after = new Activity(level(at, rule.decay()) + 1, at, before.tier, Long.MAX_VALUE);
        Tier reached = rule.reached(after.count);
        return after.in(reached.compareTo(before.tier) > 0 ? reached : before.tier, rule);
    }

    private Activity in(Tier tier, ActivityRule rule) {
        long left = tier == Tier.LOW ? Long.MAX_VALUE : rule.decay().until(count, rule.floor(tier));
        return new Activity(
                count, time, tier, left > Long.MAX_VALUE - time ? Long.MAX_VALUE : time + left);
    }
}
