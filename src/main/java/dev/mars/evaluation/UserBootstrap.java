// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import dev.mars.alignment.XxHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bootstrap over users. A user's positives hang together, so users are drawn with replacement,
 * as many as there are, and never their positives; each draw is used for whatever is measured, so
 * that differences between two of these are paired.
 */
final class UserBootstrap {
    private final byte[][] times;

    /**
     * @param resamples how often the users are drawn
     */
    UserBootstrap(int users, int resamples, long seed) {
        times = new byte[resamples][users];
        for (int resample = 0; resample < resamples; resample++) {
            SplittableRandom random =
                    new SplittableRandom(XxHash.of(seed + "/bootstrap/" + resample));
            for (int i = 0; i < users; i++) {
                // 127 times the same of n users in n draws has a chance below 1e-200.
                times[resample][random.nextInt(users)]++;
            }
        }
    }

    /**
     * The whole sample's tally, then each resample's.
     *
     * @param byUser in an order that is the same for whatever is compared
     */
    Tally[] tallies(List<Tally> byUser) {
        Tally[] tallies = new Tally[times.length + 1];
        tallies[0] = new Tally();
        byUser.forEach(user -> tallies[0].add(user, 1));
        for (int resample = 0; resample < times.length; resample++) {
            Tally tally = new Tally();
            for (int user = 0; user < byUser.size(); user++) {
                if (times[resample][user] > 0) {
                    tally.add(byUser.get(user), times[resample][user]);
                }
            }
            tallies[resample + 1] = tally;
        }
        return tallies;
    }
}
