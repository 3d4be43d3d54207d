// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.io.Serializable;
import java.util.Objects;

/**
 * What shapes an answer, with the options {@code mars.retrieval.*} that it is set by.
 *
 * @param ranking {@code donors}: what donors are ranked by
 * @param ownItems {@code own-items}: last distinct items of a user that are compared, 1 or more
 * @param neighbours {@code neighbours}: n, nearest held items of each own item, itself included, 1
 *     or more. More finds donors by less similar items and touches more postings
 * @param postings {@code postings}: donors of an item that are walked at most, 1 or more. More
 *     finds more of a popular item's donors and costs that much more time
 * @param topDonors {@code top-donors}: K, donors whose items are concentrated, 1 to 65,536
 * @param items {@code items}: M, items of an answer at most, 1 or more
 * @param minSupporters {@code min-supporters}: retrieved donors that must hold an item before it is
 *     shown, 1 or more; from 2 on, no single donor's item is ever shown
 * @param temperature {@code temperature}: tau of the softmax over similarities, above 0. Smaller
 *     listens to the best donors only
 * @param scoreFloor {@code score-floor}: c of the score's denominator, 0 or more. Larger favours
 *     items with more support over rare ones
 * @param scoring {@code score}: what an item is scored by
 */
public record RetrievalSettings(
        Ranking ranking,
        int ownItems,
        int neighbours,
        int postings,
        int topDonors,
        int items,
        int minSupporters,
        double temperature,
        double scoreFloor,
        Scoring scoring)
        implements Serializable {
    public static final RetrievalSettings DEFAULT =
            new RetrievalSettings(Ranking.ITEM_SETS, 20, 8, 400, 50, 50, 2, 0.1, 0.05);

    /** With the usual score. */
    public RetrievalSettings(
            Ranking ranking,
            int ownItems,
            int neighbours,
            int postings,
            int topDonors,
            int items,
            int minSupporters,
            double temperature,
            double scoreFloor) {
        this(
                ranking,
                ownItems,
                neighbours,
                postings,
                topDonors,
                items,
                minSupporters,
                temperature,
                scoreFloor,
                Scoring.ABOVE_CHANCE);
    }

    public RetrievalSettings {
        Objects.requireNonNull(ranking, "mars.retrieval.donors");
        Objects.requireNonNull(scoring, "mars.retrieval.score");
        atLeastOne("own-items", ownItems);
        atLeastOne("neighbours", neighbours);
        atLeastOne("postings", postings);
        atLeastOne("top-donors", topDonors);
        if (topDonors > IdOrder.MOST) {
            throw wrong("top-donors", topDonors, "at most " + IdOrder.MOST);
        }
        atLeastOne("items", items);
        atLeastOne("min-supporters", minSupporters);
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw wrong("temperature", temperature, "a finite number above 0, such as 0.1");
        }
        if (!(scoreFloor >= 0 && Double.isFinite(scoreFloor))) {
            throw wrong("score-floor", scoreFloor, "a finite number of 0 or more, such as 0.05");
        }
    }

    /**
     * These settings, for an index in shards.
     *
     * @throws IllegalArgumentException for donors by lot, which only one index over all can draw
     */
    public RetrievalSettings forShards() {
        if (ranking == Ranking.RANDOM) {
            throw wrong(
                    "donors",
                    Ranking.RANDOM,
                    "item-sets or user-embedding for a sharded index: donors by lot are a control"
                            + " of the evaluation, for mars.index.mode replicated");
        }
        return this;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw wrong(name, value, "1 or more");
        }
    }

    private static IllegalArgumentException wrong(String name, Object value, String rule) {
        return new IllegalArgumentException(
                "mars.retrieval." + name + " is " + value + "; set it to " + rule);
    }
}
