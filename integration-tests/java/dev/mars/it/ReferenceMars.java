// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.profile.Tier;
import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.Reference;
import dev.mars.stream.JobSettings;
import dev.mars.topic.Behavior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * MARS by brute force, straight from the definitions: an output is recomputed from the facts at or
 * before its time, and nothing is carried from one output to the next but what a whole epoch
 * shares.
 */
final class ReferenceMars {
    private final AlignmentModel model;
    private final JobSettings settings;
    private final Map<String, List<History.UserFact>> users = new TreeMap<>();
    private final Map<String, List<History.ItemFact>> items = new HashMap<>();
    private final Map<Behavior, BaseFeatures> joined = new HashMap<>();
    private final Map<Long, Reference> epochs = new HashMap<>();

    /** One user at one time. */
    record Person(Tier tier, double activity, List<SequenceEvent> positives, Evidence evidence) {}

    /**
     * @param augmentation null for a user who is not low-active
     */
    record Answer(Person person, Augmentation augmentation) {}

    ReferenceMars(AlignmentModel model, JobSettings settings, History history) {
        this.model = model;
        this.settings = settings;
        history.users.forEach(
                fact -> users.computeIfAbsent(fact.userId(), id -> new ArrayList<>()).add(fact));
        history.items.forEach(
                fact -> items.computeIfAbsent(fact.itemId(), id -> new ArrayList<>()).add(fact));
    }

    /** The (user, time) pairs that an output is due at: every distinct one, unless erased. */
    Set<String> due() {
        Set<String> due = new TreeSet<>();
        Set<String> erased = new HashSet<>();
        users.values()
                .forEach(
                        facts ->
                                facts.forEach(
                                        fact ->
                                                (fact.behavior() == null ? erased : due)
                                                        .add(fact.userId() + "@" + fact.time())));
        due.removeAll(erased);
        return due;
    }

    Answer at(String userId, long time) {
        Person person = person(userId, time);
        if (person.tier() != Tier.LOW) {
            return new Answer(person, null);
        }
        long epoch = settings.epochs().of(time);
        Reference retrieval = epochs.computeIfAbsent(epoch, this::donorsOf);
        return new Answer(
                person,
                retrieval.augment(new Query(userId, person.positives(), person.evidence())));
    }

    /** What the requests of an epoch see: the world at the last millisecond before it. */
    private Reference donorsOf(long epoch) {
        long before = settings.epochs().start(epoch) - 1;
        Map<String, Donor> donors = new TreeMap<>();
        for (String userId : users.keySet()) {
            Person person = person(userId, before);
            if (person.tier() == Tier.HIGH) {
                donors.put(userId, new Donor(userId, person.evidence(), person.positives()));
            }
        }
        Set<String> retired = new TreeSet<>();
        for (String itemId : items.keySet()) {
            History.ItemFact fact = itemAt(itemId, before);
            if (fact != null && fact.features() == null) {
                retired.add(itemId);
            }
        }
        return new Reference(settings.retrieval(), model.space(), donors, retired);
    }

    private Person person(String userId, long time) {
        List<Behavior> behaviors = new ArrayList<>();
        Set<Behavior> seen = new HashSet<>();
        long erasedAt = Long.MIN_VALUE;
        for (History.UserFact fact : users.get(userId)) {
            if (fact.time() <= time && fact.behavior() == null) {
                erasedAt = Math.max(erasedAt, fact.time());
            }
        }
        for (History.UserFact fact : users.get(userId)) {
            boolean counts = fact.time() <= time && fact.time() > erasedAt;
            if (counts && fact.behavior() != null && seen.add(fact.behavior())) {
                behaviors.add(fact.behavior());
            }
        }
        behaviors.sort(Behavior.CONTENT);
        behaviors.removeIf(behavior -> weight(behavior) == 0);
        List<SequenceEvent> positives = new ArrayList<>();
        for (Behavior behavior : behaviors) {
            positives.add(
                    new SequenceEvent(
                            behavior.itemId(),
                            behavior.eventTime(),
                            behavior.action(),
                            features(behavior).code()));
        }
        positives.sort(SequenceEvent.ORDER);
        int length = settings.positives().length();
        return new Person(
                tier(behaviors, time),
                count(behaviors, behaviors.size(), time),
                positives.subList(Math.max(0, positives.size() - length), positives.size()),
                evidence(behaviors));
    }

    private Tier tier(List<Behavior> positives, long time) {
        var rule = settings.positives().activity();
        Tier tier = Tier.LOW;
        for (int n = 0; n < positives.size(); n++) {
            long now = positives.get(n).eventTime();
            tier = demoted(tier, count(positives, n, now));
            double count = count(positives, n + 1, now);
            if (count >= rule.high()) {
                tier = Tier.HIGH;
            } else if (count >= rule.low() && tier == Tier.LOW) {
                tier = Tier.MEDIUM;
            }
        }
        return demoted(tier, count(positives, positives.size(), time));
    }

    private Tier demoted(Tier tier, double count) {
        var rule = settings.positives().activity();
        Tier now = tier;
        if (now == Tier.HIGH && count < rule.hysteresis() * rule.high()) {
            now = Tier.MEDIUM;
        }
        if (now == Tier.MEDIUM && count < rule.hysteresis() * rule.low()) {
            now = Tier.LOW;
        }
        return now;
    }

    /** Decayed count of the first n positives at a time. */
    private double count(List<Behavior> positives, int n, long time) {
        double count = 0;
        for (Behavior behavior : positives.subList(0, n)) {
            count += decay(time - behavior.eventTime());
        }
        return count;
    }

    private double decay(long elapsed) {
        long halfLife = settings.positives().activity().decay().halfLife();
        return halfLife == 0 ? 1 : StrictMath.pow(2, -(double) elapsed / halfLife);
    }

    private double weight(Behavior behavior) {
        return settings.positives().weights().get(behavior.action());
    }

    /** Sums by the definition, in doubles, at the time of the last positive with features. */
    private Evidence evidence(List<Behavior> positives) {
        int d = model.base().dimensions();
        double[] text = new double[d];
        double[] image = new double[d];
        double textWeight = 0;
        double imageWeight = 0;
        long last = 0;
        for (Behavior behavior : positives) {
            last = features(behavior).isEmpty() ? last : behavior.eventTime();
        }
        for (Behavior behavior : positives) {
            BaseFeatures features = features(behavior);
            double weight = weight(behavior) * decay(last - behavior.eventTime());
            textWeight += add(features.text(), weight, text);
            imageWeight += add(features.image(), weight, image);
        }
        return new Evidence(
                textWeight == 0 ? null : floats(text),
                textWeight,
                imageWeight == 0 ? null : floats(image),
                imageWeight,
                last);
    }

    private static double add(float[] vector, double weight, double[] sum) {
        if (vector == null) {
            return 0;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vector[i];
        }
        return weight;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Features of the newest version of the item that is effective at the behaviour. */
    private BaseFeatures features(Behavior behavior) {
        return joined.computeIfAbsent(
                behavior,
                b -> {
                    History.ItemFact fact = itemAt(b.itemId(), b.eventTime());
                    return fact == null || fact.features() == null
                            ? BaseFeatures.NONE
                            : model.base().project(fact.features().text(), fact.features().image());
                });
    }

    private History.ItemFact itemAt(String itemId, long time) {
        History.ItemFact newest = null;
        for (History.ItemFact fact : items.getOrDefault(itemId, List.of())) {
            if (fact.time() <= time && (newest == null || fact.time() >= newest.time())) {
                newest = fact;
            }
        }
        return newest;
    }
}
