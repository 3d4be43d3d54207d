// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.dataset.Interaction;

/** What is done to a simulated world before anybody sees it. */
enum Shape {
    /** Nothing. */
    NATURAL {
        @Override
        Interaction of(Interaction act, long number, int users) {
            return act;
        }
    },
    /** Everybody acts as often as everybody else, and only ever positively. */
    EVEN {
        @Override
        Interaction of(Interaction act, long number, int users) {
            String action = Acts.isImpression(act) ? "click" : act.action();
            return new Interaction(
                    user((int) (number % users)),
                    act.itemId(),
                    act.eventTime(),
                    action,
                    act.rating());
        }
    },
    /** One item has three tenths of all behaviours, and one user a twentieth. */
    SKEWED {
        @Override
        Interaction of(Interaction act, long number, int users) {
            // Both lots of an act's number: the same whoever asks.
            boolean hotItem = lot(number, 1) < 0.30;
            boolean hotUser = lot(number, 2) < 0.05;
            return new Interaction(
                    hotUser ? user(0) : act.userId(),
                    hotItem ? HOT_ITEM : act.itemId(),
                    act.eventTime(),
                    act.action(),
                    act.rating());
        }
    };

    private static final String HOT_ITEM = "i000000";

    /**
     * An act of this shape.
     *
     * @param number of the act, from 0
     */
    abstract Interaction of(Interaction act, long number, int users);

    private static String user(int index) {
        return "u%07d".formatted(index);
    }

    /** At least 0, below 1. */
    private static double lot(long number, int which) {
        long mixed = (number * 2 + which) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
    }
}
