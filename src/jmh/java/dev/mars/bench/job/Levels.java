// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.profile.Decay;
import java.util.Arrays;

/**
 * The activity of many users: what the job's tiers will follow, known without running it. So
 * thresholds can be chosen that give a workload as many donors, and as many requests by low-active
 * users, as it is to have.
 */
final class Levels {
    private final Decay decay;
    private final float[] counts;
    private final long[] times;

    Levels(int users, Decay decay) {
        this.decay = decay;
        counts = new float[users];
        times = new long[users];
    }

    boolean hasActed(int user) {
        return times[user] != 0;
    }

    /** One more positive, not before the user's last. */
    void add(int user, long time) {
        counts[user] = (float) at(user, time) + 1;
        times[user] = time;
    }

    /** The decayed count of a user's positives; before the last of them, as it was then. */
    double at(int user, long time) {
        return times[user] == 0 ? 0 : counts[user] * decay.factor(Math.max(0, time - times[user]));
    }

    /**
     * The level that as many users have reached.
     *
     * @param users 1 or more; if fewer have acted, the least level of theirs
     * @throws IllegalArgumentException if nobody has acted
     */
    double reachedBy(int users, long time) {
        double[] levels = new double[counts.length];
        int acted = 0;
        for (int user = 0; user < counts.length; user++) {
            if (hasActed(user)) {
                levels[acted++] = at(user, time);
            }
        }
        if (acted == 0) {
            throw new IllegalArgumentException("nobody has acted; give the world behaviours");
        }
        Arrays.sort(levels, 0, acted);
        return levels[Math.max(0, acted - users)];
    }

    int acted() {
        int acted = 0;
        for (int user = 0; user < counts.length; user++) {
            acted += hasActed(user) ? 1 : 0;
        }
        return acted;
    }
}
