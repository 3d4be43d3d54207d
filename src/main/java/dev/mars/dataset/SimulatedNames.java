// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;

/**
 * Ids and titles. A title ends with its topic, so that a person sees whether an item fits a user's
 * others: "Quiet harbour (sea stories)". Titles are made of public English words and repeat no
 * earlier one: when a topic's combinations are used up they are numbered.
 */
final class SimulatedNames {
    private static final String[] ADJECTIVES = {
        "Quiet", "Golden", "Last", "Hidden", "Wild", "Secret", "Northern", "Little", "Broken",
        "Bright", "Silent", "Old", "Distant", "Crimson", "Restless", "Gentle", "Frozen", "Lucky",
        "Strange", "Second", "Blue", "Patient", "Midnight", "Early", "Hollow", "Brave", "Spare",
        "Velvet", "Endless"
    };

    private static final String[][] TOPICS = {
        {"sea stories", "harbour", "tide", "lighthouse", "voyage", "anchor", "crew", "island"},
        {"home cooking", "kitchen", "supper", "loaf", "spice", "recipe", "orchard", "table"},
        {"mountain sports", "ridge", "ascent", "glacier", "trail", "summit", "rope", "valley"},
        {"detective tales", "alibi", "witness", "inspector", "ledger", "clue", "verdict", "case"},
        {"gardening", "meadow", "seedling", "hedge", "rose", "greenhouse", "pond", "soil"},
        {"space travel", "orbit", "comet", "station", "signal", "moon", "crater", "launch"},
        {"jazz and blues", "trumpet", "quartet", "encore", "ballad", "rhythm", "stage", "solo"},
        {"ancient history", "temple", "empire", "scroll", "legion", "pharaoh", "ruin", "throne"},
        {"animals", "fox", "herd", "nest", "otter", "burrow", "wing", "wolf"},
        {"city travel", "avenue", "night train", "market", "bridge", "rooftop", "café", "square"},
        {"romance", "letter", "promise", "waltz", "summer", "stranger", "kiss", "wedding"},
        {"motor racing", "lap", "engine", "pit stop", "circuit", "chicane", "garage", "podium"},
        {"crafts", "loom", "needle", "quilt", "workshop", "clay", "thread", "carving"},
        {"comedy", "neighbour", "disguise", "mix-up", "uncle", "audition", "hiccup", "parade"},
        {
            "science",
            "formula",
            "microscope",
            "theory",
            "particle",
            "laboratory",
            "atom",
            "reaction"
        },
        {"football", "penalty", "captain", "derby", "goalkeeper", "final", "bench", "whistle"},
    };

    private static final int NOUNS = TOPICS[0].length - 1;
    private static final int COMBINATIONS = ADJECTIVES.length * NOUNS;

    private final long seed;
    private final SimulatedItems items;

    SimulatedNames(long seed, SimulatedItems items) {
        this.seed = seed;
        this.items = items;
    }

    String user(int index) {
        return padded('u', index, 7);
    }

    String item(int index) {
        return padded('i', index, 6);
    }

    /** Index of an id that {@link #user} or {@link #item} gave, or -1 for any other text. */
    static int index(String id, char kind, int count) {
        int digits = kind == 'u' ? 7 : 6;
        if (!id.matches(kind + "[0-9]{" + digits + ",10}")) {
            return -1;
        }
        long index = Long.parseLong(id.substring(1));
        return index < count && padded(kind, (int) index, digits).equals(id) ? (int) index : -1;
    }

    static String topic(int topic) {
        String name = TOPICS[topic % TOPICS.length][0];
        int round = topic / TOPICS.length;
        return round == 0 ? name : name + " " + (round + 1);
    }

    String title(int item) {
        int topic = items.topic(item);
        int position = items.position(item);
        // 29 adjectives and 7 nouns are coprime to any such stride: all combinations come once.
        int place = new Draws(seed, Domain.TITLE, topic).below(COMBINATIONS);
        int combination = (int) ((place + position % COMBINATIONS * 37L) % COMBINATIONS);
        int round = position / COMBINATIONS;
        return ADJECTIVES[combination % ADJECTIVES.length]
                + " "
                + TOPICS[topic % TOPICS.length][1 + combination / ADJECTIVES.length]
                + (round == 0 ? "" : " " + (round + 1))
                + " ("
                + topic(topic)
                + ")";
    }

    private static String padded(char kind, int index, int digits) {
        String number = Integer.toString(index);
        return kind + "0".repeat(Math.max(0, digits - number.length())) + number;
    }
}
