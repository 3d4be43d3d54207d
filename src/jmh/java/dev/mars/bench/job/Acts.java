// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.dataset.Interaction;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A simulated world's behaviours, less some impressions: those of users who have no positive yet,
 * as they ask for an output that costs nothing and would flatter every figure; and, from {@link
 * #dropImpressionsBelow} on, those of low-active users. So each low-active request comes with a
 * positive, and the same records hold none at all for a job whose lower threshold is next to 0.
 */
final class Acts implements Iterator<Interaction> {
    private static final String IMPRESSION = "impression";

    private Iterator<Interaction> all;
    private final Levels levels;
    private double least = Double.MIN_VALUE;
    private Interaction next;

    /**
     * @param levels of the users, which follow what is handed out
     */
    Acts(Iterator<Interaction> all, Levels levels) {
        this.all = all;
        this.levels = levels;
    }

    /** From now on, impressions of users of a lower level are left out. */
    void dropImpressionsBelow(double level) {
        least = level;
    }

    /** Goes on with these, which may be earlier. */
    void again(Iterator<Interaction> more) {
        all = more;
    }

    static boolean isImpression(Interaction act) {
        return act.action().equals(IMPRESSION);
    }

    /** Index of the user of an act. */
    static int user(Interaction act) {
        return Integer.parseInt(act.userId(), 1, act.userId().length(), 10);
    }

    /** What the level of an act's user is once it is taken in. */
    double level(Interaction act) {
        return levels.at(user(act), act.eventTime());
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Interaction act = all.next();
            if (!isImpression(act) || level(act) >= least) {
                next = act;
            }
        }
        return next != null;
    }

    @Override
    public Interaction next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Interaction given = next;
        next = null;
        if (!isImpression(given)) {
            levels.add(user(given), given.eventTime());
        }
        return given;
    }
}
