// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Retrieval by brute force, straight from the definitions (DESIGN section 9): everything is
 * computed anew for each query, and nothing is indexed.
 *
 * <p>With the code under test it shares values and settings, the embeddings of {@link UnifiedSpace}
 * and {@link Evidence}, and of {@link FixedPoint} the scale of its integers and what cosine a sum
 * of their products stands for: an error in these would be in both.
 */
public final class Reference {
    private final RetrievalSettings settings;
    private final UnifiedSpace space;
    private final TreeMap<String, Donor> donors;
    private final Set<String> retired;

    private record Scored(String id, double score) {
        static final Comparator<Scored> ORDER =
                Comparator.comparingDouble((Scored s) -> -s.score).thenComparing(Scored::id);
    }

    public Reference(
            RetrievalSettings settings,
            UnifiedSpace space,
            Map<String, Donor> donors,
            Set<String> retired) {
        this.settings = settings;
        this.space = space;
        this.donors = new TreeMap<>(donors);
        this.retired = retired;
    }

    public Augmentation augment(Query query) {
        if (query.own().isEmpty()) {
            return new Augmentation(Status.NO_EVIDENCE, List.of(), 0, List.of());
        }
        if (donors.keySet().stream().allMatch(query.userId()::equals)) {
            return new Augmentation(Status.NO_DONOR, List.of(), 0, List.of());
        }
        List<Scored> ranked =
                settings.ranking() == Ranking.USER_EMBEDDING
                        ? byEmbedding(query, Set.of(), settings.topDonors())
                        : byItemSets(query);
        if (ranked.isEmpty()) {
            return new Augmentation(Status.NO_EVIDENCE, List.of(), 0, List.of());
        }
        List<AugmentedItem> items = concentrate(ranked, query);
        return new Augmentation(
                items.isEmpty() ? Status.NOTHING_FIT : Status.AUGMENTED,
                items,
                ranked.get(0).score,
                ranked.stream().map(Scored::id).toList());
    }

    // ---- Retrieve

    private List<Scored> byItemSets(Query query) {
        TreeMap<String, Long> own = lastItems(query);
        TreeMap<String, Double> added = new TreeMap<>();
        double floors = 0;
        for (String item : own.keySet()) {
            List<Scored> list = neighbours(item, own.get(item));
            boolean full = list.size() == settings.neighbours() && settings.neighbours() > 1;
            double floor = full ? list.get(list.size() - 1).score : 0;
            floors += floor;
            Set<String> seen = new HashSet<>();
            for (Scored neighbour : list) {
                for (String donor : sample(neighbour.id)) {
                    if (!donor.equals(query.userId()) && seen.add(donor)) {
                        added.merge(donor, (neighbour.score - floor) / own.size(), Double::sum);
                    }
                }
            }
        }
        double floor = floors / own.size();
        List<Scored> ranked = new ArrayList<>();
        added.forEach((donor, sum) -> ranked.add(new Scored(donor, floor + sum)));
        ranked.sort(
                Comparator.comparingDouble((Scored s) -> -s.score)
                        .thenComparing(s -> lastPositive(s.id), Comparator.reverseOrder())
                        .thenComparing(Scored::id));
        if (ranked.size() >= settings.topDonors()) {
            return ranked.subList(0, settings.topDonors());
        }
        int missing = settings.topDonors() - ranked.size();
        byEmbedding(query, added.keySet(), missing)
                .forEach(other -> ranked.add(new Scored(other.id, floor)));
        return ranked;
    }

    private TreeMap<String, Long> lastItems(Query query) {
        TreeMap<String, SequenceEvent> latest = new TreeMap<>();
        for (SequenceEvent event : query.own()) {
            latest.merge(
                    event.itemId(),
                    event,
                    (one, other) -> SequenceEvent.ORDER.compare(one, other) > 0 ? one : other);
        }
        TreeMap<String, Long> codes = new TreeMap<>();
        latest.values().stream()
                .sorted(SequenceEvent.ORDER.reversed())
                .limit(settings.ownItems())
                .forEach(event -> codes.put(event.itemId(), event.code()));
        return codes;
    }

    private List<Scored> neighbours(String item, long code) {
        List<Scored> others = new ArrayList<>();
        float[] vector = space.item(code);
        for (String other : heldItems()) {
            float[] theirs = space.item(codeOf(other));
            if (!other.equals(item) && vector != null && theirs != null) {
                others.add(new Scored(other, cosine(vector, theirs)));
            }
        }
        others.sort(Scored.ORDER);
        List<Scored> list = new ArrayList<>();
        if (heldItems().contains(item)) {
            list.add(new Scored(item, 1));
        }
        list.addAll(others);
        return list.subList(0, Math.min(settings.neighbours(), list.size()));
    }

    private List<String> sample(String item) {
        return holders(item).stream()
                .sorted(
                        Comparator.comparing((String id) -> hash(id, item), Long::compareUnsigned)
                                .thenComparing(id -> id))
                .limit(settings.postings())
                .toList();
    }

    private static long hash(String donor, String item) {
        byte[] key = (donor + '\0' + item).getBytes(StandardCharsets.UTF_8);
        return XXHashFactory.safeInstance().hash64().hash(key, 0, key.length, 0);
    }

    private List<Scored> byEmbedding(Query query, Set<String> without, int count) {
        float[] vector = embedding(query.evidence());
        List<Scored> nearest = new ArrayList<>();
        for (Donor donor : donors.values()) {
            float[] theirs = embedding(donor.evidence());
            boolean excluded =
                    donor.userId().equals(query.userId()) || without.contains(donor.userId());
            if (vector != null && theirs != null && !excluded) {
                nearest.add(new Scored(donor.userId(), cosine(vector, theirs)));
            }
        }
        nearest.sort(Scored.ORDER);
        return nearest.subList(0, Math.min(count, nearest.size()));
    }

    private float[] embedding(Evidence e) {
        return space.user(e.textMean(), e.textWeight(), e.imageMean(), e.imageWeight());
    }

    /** In the fixed point that the index keeps vectors in. */
    private static float cosine(float[] one, float[] other) {
        long sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum +=
                    (long) Math.round(one[i] * FixedPoint.ONE)
                            * Math.round(other[i] * FixedPoint.ONE);
        }
        return FixedPoint.cosine((int) sum);
    }

    // ---- Concentrate and filter

    private List<AugmentedItem> concentrate(List<Scored> ranked, Query query) {
        List<Scored> byId = new ArrayList<>(ranked);
        byId.sort(Comparator.comparing(Scored::id));
        double largest = ranked.stream().mapToDouble(Scored::score).max().orElseThrow();
        double total = 0;
        for (Scored donor : byId) {
            total += StrictMath.exp((donor.score - largest) / settings.temperature());
        }
        TreeMap<String, Double> weights = new TreeMap<>();
        double squares = 0;
        for (Scored donor : byId) {
            double w = StrictMath.exp((donor.score - largest) / settings.temperature()) / total;
            weights.put(donor.id, w);
            squares += w * w;
        }
        Set<String> dropped = new HashSet<>(retired);
        query.own().forEach(event -> dropped.add(event.itemId()));
        double c = settings.scoreFloor();
        List<AugmentedItem> items = new ArrayList<>();
        for (String item : heldItems()) {
            List<String> holders = holders(item);
            double votes = 0;
            int supporters = 0;
            for (String holder : holders) {
                votes += weights.getOrDefault(holder, 0.0);
                supporters += weights.containsKey(holder) ? 1 : 0;
            }
            double expected = (double) holders.size() / donors.size();
            double score = Math.max(votes - expected, 0) / Math.sqrt(expected * squares + c * c);
            if (score > 0 && supporters >= settings.minSupporters() && !dropped.contains(item)) {
                items.add(new AugmentedItem(item, score, supporters, codeOf(item)));
            }
        }
        items.sort(
                Comparator.comparingDouble((AugmentedItem i) -> -i.score())
                        .thenComparing(AugmentedItem::itemId));
        return items.subList(0, Math.min(settings.items(), items.size()));
    }

    // ---- What donors hold

    private TreeSet<String> heldItems() {
        TreeSet<String> held = new TreeSet<>();
        donors.values().forEach(d -> d.events().forEach(event -> held.add(event.itemId())));
        return held;
    }

    /** In id order. */
    private List<String> holders(String item) {
        return donors.values().stream()
                .filter(d -> d.events().stream().anyMatch(e -> e.itemId().equals(item)))
                .map(Donor::userId)
                .toList();
    }

    private long codeOf(String item) {
        return donors.values().stream()
                .flatMap(donor -> donor.events().stream())
                .filter(event -> event.itemId().equals(item))
                .max(
                        Comparator.comparingLong(SequenceEvent::eventTime)
                                .thenComparing(SequenceEvent::code, Long::compareUnsigned))
                .orElseThrow()
                .code();
    }

    private long lastPositive(String donor) {
        return donors.get(donor).events().stream()
                .mapToLong(SequenceEvent::eventTime)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
