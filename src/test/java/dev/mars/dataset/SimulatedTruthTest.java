// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The signal that MARS looks for must be in the simulator's streams, and the truth must be what
 * they were made from. Else tests that ask the truth pass or fail for no reason.
 */
class SimulatedTruthTest {
    private static final SimulatorSettings SETTINGS = SimulatorSettings.DEFAULT;
    private static final long END = SETTINGS.start() + SETTINGS.span().toMillis();

    private final Simulator simulator = new Simulator(SETTINGS.withDimensions(96, 96));
    private final List<Item> items = simulator.items().toList();

    @Test
    void usersActOnWhatFitsThem() {
        List<Interaction> acts = simulator.interactions().limit(5_000).toList();
        double own =
                acts.stream()
                        .mapToDouble(i -> simulator.affinity(i.userId(), i.itemId(), i.eventTime()))
                        .average()
                        .orElseThrow();
        double others = 0;
        for (int i = 0; i < acts.size(); i++) {
            Interaction other = acts.get((i + 1_777) % acts.size());
            others += simulator.affinity(acts.get(i).userId(), other.itemId(), END) / acts.size();
        }
        assertThat(own).isGreaterThan(0.45);
        assertThat(others).isBetween(-0.1, 0.15);
    }

    @Test
    void strongerActionsFitBetter() {
        Map<String, Double> affinity =
                simulator
                        .interactions()
                        .collect(
                                Collectors.groupingBy(
                                        Interaction::action,
                                        Collectors.averagingDouble(
                                                i ->
                                                        simulator.affinity(
                                                                i.userId(),
                                                                i.itemId(),
                                                                i.eventTime()))));
        assertThat(affinity.get("impression")).isLessThan(affinity.get("click") - 0.02);
        assertThat(affinity.get("click")).isLessThan(affinity.get("purchase") - 0.02);
    }

    @Test
    void interestsDriftButStayOnesOwn() {
        double sum = 0;
        double strangers = 0;
        for (int user = 0; user < 200; user++) {
            String id = String.format("u%07d", user);
            float[] before = simulator.userInterest(id, SETTINGS.start());
            float[] after = simulator.userInterest(id, END);
            float[] stranger = simulator.userInterest(String.format("u%07d", user + 200), END);
            assertThat(Latent.dot(before, before)).isBetween(0.999999, 1.000001);
            sum += Latent.dot(before, after) / 200;
            strangers += Latent.dot(before, stranger) / 200;
        }
        assertThat(sum).isBetween(0.7, 0.95);
        assertThat(strangers).isBetween(-0.1, 0.2);
    }

    /** The least that any retrieval does: donors by common items. Random donors share nothing. */
    @Test
    void heavyUsersWithCommonItemsShareInterests() {
        Map<String, Set<String>> held = new TreeMap<>();
        simulator
                .interactions()
                .filter(i -> !i.action().equals("impression"))
                .forEach(
                        i ->
                                held.computeIfAbsent(i.userId(), u -> new TreeSet<>())
                                        .add(i.itemId()));
        List<String> donors = held.keySet().stream().filter(u -> held.get(u).size() >= 20).toList();
        List<String> low =
                held.keySet().stream()
                        .filter(u -> held.get(u).size() >= 3 && held.get(u).size() < 10)
                        .toList();
        assertThat(donors).hasSizeGreaterThan(100);
        assertThat(low).hasSizeGreaterThan(300);
        double nearest = 0;
        double any = 0;
        for (String user : low) {
            float[] interest = simulator.userInterest(user, END);
            String best = null;
            int most = -1;
            for (String donor : donors) {
                Set<String> common = new HashSet<>(held.get(donor));
                common.retainAll(held.get(user));
                if (common.size() > most) {
                    most = common.size();
                    best = donor;
                }
                any +=
                        Latent.dot(interest, simulator.userInterest(donor, END))
                                / donors.size()
                                / low.size();
            }
            nearest += Latent.dot(interest, simulator.userInterest(best, END)) / low.size();
        }
        assertThat(nearest).isGreaterThan(any + 0.3);
    }

    @Test
    void someItemsLackAModalityAndAFewBoth() {
        long textOnly = items.stream().filter(i -> i.text() != null && i.image() == null).count();
        long imageOnly = items.stream().filter(i -> i.text() == null && i.image() != null).count();
        long neither = items.stream().filter(i -> i.text() == null && i.image() == null).count();
        assertThat(textOnly).isBetween(240L, 360L);
        assertThat(imageOnly).isBetween(80L, 160L);
        assertThat(neither).isBetween(10L, 60L);
        assertThat(new Simulator(SETTINGS.withDimensions(0, 8)).items())
                .extracting(Item::text)
                .containsOnlyNulls();
    }

    /** Either modality alone must show the hidden space: near items have near vectors. */
    @Test
    void eachModalityShowsTheHiddenSpace() {
        List<Item> both = both();
        double[] text = correlationInputs(both, true);
        double[] image = correlationInputs(both, false);
        double[] hidden = new double[text.length];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] =
                    Latent.dot(
                            simulator.itemLatent(both.get(i).itemId()),
                            simulator.itemLatent(both.get(i + 1).itemId()));
        }
        double textCorrelation = correlation(hidden, text);
        double imageCorrelation = correlation(hidden, image);
        assertThat(textCorrelation).isGreaterThan(0.5);
        assertThat(imageCorrelation).isGreaterThan(0.4).isLessThan(textCorrelation);
    }

    /** Raw vectors of one item must tell nothing across the gap, or there is nothing to align. */
    @Test
    void modalitiesAreApartAndShareNoAxes() {
        List<Item> both = both();
        float[] textMean = mean(both, true);
        float[] imageMean = mean(both, false);
        double textNorm = Math.sqrt(Latent.dot(textMean, textMean));
        double imageNorm = Math.sqrt(Latent.dot(imageMean, imageMean));
        assertThat(imageNorm).isGreaterThan(5 * textNorm);
        assertThat(Latent.dot(textMean, imageMean) / textNorm / imageNorm).isLessThan(0.5);
        double same = 0;
        double other = 0;
        for (int i = 0; i < both.size(); i++) {
            float[] text = minus(both.get(i).text(), textMean);
            same += cosine(text, minus(both.get(i).image(), imageMean)) / both.size();
            Item next = both.get((i + 1) % both.size());
            other += cosine(text, minus(next.image(), imageMean)) / both.size();
        }
        assertThat(Math.abs(same - other)).isLessThan(0.05);
    }

    private List<Item> both() {
        return items.stream().filter(i -> i.text() != null && i.image() != null).toList();
    }

    private static double[] correlationInputs(List<Item> both, boolean text) {
        float[] mean = mean(both, text);
        double[] cosines = new double[both.size() - 1];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] =
                    cosine(
                            minus(vector(both.get(i), text), mean),
                            minus(vector(both.get(i + 1), text), mean));
        }
        return cosines;
    }

    private static float[] vector(Item item, boolean text) {
        return text ? item.text() : item.image();
    }

    private static float[] mean(List<Item> items, boolean text) {
        float[] mean = new float[96];
        items.forEach(item -> Latent.add(mean, 1.0 / items.size(), vector(item, text)));
        return mean;
    }

    private static float[] minus(float[] a, float[] b) {
        float[] difference = a.clone();
        Latent.add(difference, -1, b);
        return difference;
    }

    private static double cosine(float[] a, float[] b) {
        return Latent.dot(a, b) / Math.sqrt(Latent.dot(a, a) * Latent.dot(b, b));
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            meanA += a[i] / a.length;
            meanB += b[i] / b.length;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
