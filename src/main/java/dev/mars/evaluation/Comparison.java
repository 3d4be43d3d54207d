// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What variants foretell of the same questions, with intervals and paired differences.
 *
 * @param part of the data
 * @param segment of its questions
 * @param positives asked about
 * @param users whose they are
 * @param estimates by variant, in the variants' order
 * @param differences by variant, then by the variant that is subtracted, that one itself left out
 */
public record Comparison(
        Part part,
        Segment segment,
        int positives,
        int users,
        Map<String, Map<Quality, Estimate>> estimates,
        Map<String, Map<String, Map<Quality, Estimate>>> differences) {
    /**
     * @param warm of each question
     * @param answers to each question, by variant
     * @param references variants that the others are compared with; those without answers are
     *     passed over
     * @param resamples of the bootstrap
     */
    public static Comparison of(
            Part part,
            Segment segment,
            List<NextPositive> questions,
            boolean[] warm,
            Map<String, List<Answer>> answers,
            List<String> references,
            int resamples,
            long seed) {
        List<Integer> chosen = new ArrayList<>();
        TreeMap<String, Integer> users = new TreeMap<>();
        for (int i = 0; i < questions.size(); i++) {
            NextPositive question = questions.get(i);
            if (question.part() == part && segment.contains(question, warm[i])) {
                chosen.add(i);
                users.put(question.userId(), 0);
            }
        }
        int number = 0;
        for (Map.Entry<String, Integer> user : users.entrySet()) {
            user.setValue(number++);
        }
        UserBootstrap bootstrap = new UserBootstrap(users.size(), resamples, seed);
        Map<String, Tally[]> tallies = new LinkedHashMap<>();
        answers.forEach(
                (variant, given) ->
                        tallies.put(
                                variant,
                                bootstrap.tallies(byUser(chosen, questions, given, users))));
        Map<String, Map<Quality, Estimate>> estimates = new LinkedHashMap<>();
        Map<String, Map<String, Map<Quality, Estimate>>> differences = new LinkedHashMap<>();
        tallies.forEach(
                (variant, its) -> {
                    estimates.put(variant, estimates(its, null));
                    Map<String, Map<Quality, Estimate>> from = new LinkedHashMap<>();
                    for (String reference : references) {
                        if (!reference.equals(variant) && tallies.containsKey(reference)) {
                            from.put(reference, estimates(its, tallies.get(reference)));
                        }
                    }
                    differences.put(variant, from);
                });
        return new Comparison(part, segment, chosen.size(), users.size(), estimates, differences);
    }

    private static List<Tally> byUser(
            List<Integer> chosen,
            List<NextPositive> questions,
            List<Answer> answers,
            Map<String, Integer> users) {
        List<Tally> byUser = new ArrayList<>();
        users.forEach((user, number) -> byUser.add(new Tally()));
        for (int i : chosen) {
            NextPositive question = questions.get(i);
            byUser.get(users.get(question.userId())).add(question, answers.get(i));
        }
        return byUser;
    }

    private static Map<Quality, Estimate> estimates(Tally[] tallies, Tally[] subtracted) {
        Map<Quality, Estimate> estimates = new EnumMap<>(Quality.class);
        for (Quality quality : Quality.values()) {
            double[] resampled = new double[tallies.length - 1];
            for (int i = 1; i < tallies.length; i++) {
                resampled[i - 1] = value(quality, i, tallies, subtracted);
            }
            estimates.put(quality, Estimate.of(value(quality, 0, tallies, subtracted), resampled));
        }
        return estimates;
    }

    private static double value(Quality quality, int i, Tally[] tallies, Tally[] subtracted) {
        double value = quality.of(tallies[i]);
        return subtracted == null ? value : value - quality.of(subtracted[i]);
    }
}
