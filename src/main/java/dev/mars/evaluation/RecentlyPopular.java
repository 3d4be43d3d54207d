// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import dev.mars.dataset.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a list of the recently popular items foretells: no augmentation at all, the same for all
 * users but for their own items. At the moment at which an augmented sequence is asked for: the
 * {@value #ITEMS} items with the most positives in the 30 days up to then, own ones left out,
 * scored by how many.
 */
public final class RecentlyPopular {
    private static final int ITEMS = 50;

    /**
     * @param interactions all of them in {@link Interaction#ORDER}
     * @param moment at which the list is made
     * @return an answer to each question, in their order
     */
    public static List<Answer> of(
            List<NextPositive> questions,
            Moment moment,
            Stream<Interaction> interactions,
            Predicate<Interaction> isPositive) {
        List<Integer> byTime =
                IntStream.range(0, questions.size())
                        .boxed()
                        .sorted(
                                Comparator.comparingLong(
                                        (Integer i) -> moment.latest(questions.get(i))))
                        .toList();
        List<Answer> answers = new ArrayList<>();
        questions.forEach(question -> answers.add(Answer.NONE));
        RecentPositives recent = new RecentPositives();
        Iterator<Interaction> all = interactions.iterator();
        Interaction next = all.hasNext() ? all.next() : null;
        for (int i : byTime) {
            NextPositive question = questions.get(i);
            while (next != null && next.eventTime() <= moment.latest(question)) {
                if (isPositive.test(next)) {
                    recent.add(next.itemId(), next.eventTime());
                }
                next = all.hasNext() ? all.next() : null;
            }
            recent.forget(moment.latest(question));
            answers.set(i, answer(question, recent));
        }
        return answers;
    }

    private static Answer answer(NextPositive question, RecentPositives recent) {
        Map<String, Double> scores = new HashMap<>();
        List<String> top = new ArrayList<>(recent.top(ITEMS + question.own().size()));
        top.removeAll(new HashSet<>(question.own()));
        top.stream().limit(ITEMS).forEach(item -> scores.put(item, (double) recent.count(item)));
        return Answer.of(question, scores);
    }

    private RecentlyPopular() {}
}
