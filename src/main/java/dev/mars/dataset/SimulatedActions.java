// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

/** What users do with an item that is more or less to their taste. */
final class SimulatedActions {
    private static final double RATED = 0.3;

    /**
     * An action: the better an item fits, the rarer a mere impression and the more often something
     * stronger than a click.
     *
     * @param affinity cosine of the user's interest and the item
     */
    static String draw(double affinity, Draws draws) {
        double fit = Math.max(0, affinity);
        if (draws.uniform() < 0.55 - 0.35 * fit) {
            return "impression";
        }
        double strength = draws.uniform();
        double purchase = 0.02 + 0.08 * fit;
        double share = purchase + 0.02 + 0.06 * fit;
        double like = share + 0.1 + 0.15 * fit;
        if (strength < purchase) {
            return "purchase";
        }
        if (strength < share) {
            return "share";
        }
        return strength < like ? "like" : "click";
    }

    /** Stars, 1 to 5, that some give to what they bought, or null. */
    static Float rating(String action, double affinity, Draws draws) {
        if (!action.equals("purchase") || draws.uniform() >= RATED) {
            return null;
        }
        double stars = 3 + 2 * affinity + 0.7 * draws.normal();
        return (float) Math.max(1, Math.min(5, Math.rint(stars)));
    }

    private SimulatedActions() {}
}
