// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Small worlds with much coincidence: few users, items, instants, codes and vectors, so that ties,
 * items without features, donors without evidence, donors who ask, shared and outdated codes,
 * negative codes, empty donors and emptied postings all occur.
 */
class Worlds extends DomainContextBase {
    static final int DIMENSIONS = 3;

    /** A change of the index. */
    sealed interface Step {}

    record Upsert(Donor donor) implements Step {}

    record Remove(String userId) implements Step {}

    record Retire(String itemId) implements Step {}

    record Restore(String itemId) implements Step {}

    record Realign(UnifiedSpace space) implements Step {}

    /** What is in an index after some steps. */
    static final class Contents {
        final TreeMap<String, Donor> donors = new TreeMap<>();
        final Set<String> retired = new TreeSet<>();
        UnifiedSpace space = new Palette(DIMENSIONS, 0);

        static Contents after(List<Step> steps) {
            Contents contents = new Contents();
            steps.forEach(contents::apply);
            return contents;
        }

        private void apply(Step step) {
            if (step instanceof Upsert upsert) {
                donors.put(upsert.donor.userId(), upsert.donor);
            } else if (step instanceof Remove remove) {
                donors.remove(remove.userId);
            } else if (step instanceof Retire retire) {
                retired.add(retire.itemId);
            } else if (step instanceof Restore restore) {
                retired.remove(restore.itemId);
            } else if (step instanceof Realign realign) {
                space = realign.space;
            }
        }
    }

    /**
     * The same steps, but every other donor that is there already goes on as one does in a stream:
     * with some later events, and without the first ones if they become too many.
     */
    static List<Step> goingOn(List<Step> steps) {
        List<Step> going = new ArrayList<>();
        Contents contents = new Contents();
        for (Step step : steps) {
            Step next = step;
            if (going.size() % 2 == 0 && step instanceof Upsert upsert) {
                Donor before = contents.donors.get(upsert.donor.userId());
                next = before == null ? step : new Upsert(later(before, upsert.donor));
            }
            going.add(next);
            contents.apply(next);
        }
        return going;
    }

    private static Donor later(Donor before, Donor news) {
        long after = Math.max(0, before.lastPositive());
        List<SequenceEvent> events =
                news.events().stream()
                        .limit(3)
                        .map(
                                e ->
                                        new SequenceEvent(
                                                e.itemId(),
                                                after + e.eventTime(),
                                                e.action(),
                                                e.code()))
                        .toList();
        return new Donor(before.userId(), news.evidence(), before.events().append(events, 6));
    }

    static DonorIndex empty(RetrievalSettings settings) {
        return new DonorIndex(settings, new Palette(DIMENSIONS, 0));
    }

    static void apply(DonorIndex index, Step step) {
        if (step instanceof Upsert upsert) {
            index.upsert(upsert.donor);
        } else if (step instanceof Remove remove) {
            index.remove(remove.userId);
        } else if (step instanceof Retire retire) {
            index.retire(retire.itemId);
        } else if (step instanceof Restore restore) {
            index.restore(restore.itemId);
        } else if (step instanceof Realign realign) {
            index.realign(realign.space);
        }
    }

    @Provide
    Arbitrary<Donor> donors() {
        return Combinators.combine(users(), evidence(), events().list().ofMaxSize(8))
                .as(Donor::new);
    }

    @Provide
    Arbitrary<Query> queries() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just("asker")), Tuple.of(1, users())),
                        events().list().ofMaxSize(6),
                        evidence())
                .as(Query::new);
    }

    @Provide
    Arbitrary<RetrievalSettings> settings() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(4, Ranking.ITEM_SETS),
                                Tuple.of(1, Ranking.USER_EMBEDDING)),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(0.02, 0.1, 5.0))
                .as(
                        (ranking, own, n, postings, k, m, supporters, tau) ->
                                new RetrievalSettings(
                                        ranking, own, n, postings, k, m, supporters, tau, 0.05));
    }

    @Provide
    Arbitrary<Step> steps() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, donors().map(Upsert::new)),
                Tuple.of(3, users().map(Remove::new)),
                Tuple.of(1, items().map(Retire::new)),
                Tuple.of(1, items().map(Restore::new)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, 3)
                                .map(seed -> new Realign(new Palette(DIMENSIONS, seed)))));
    }

    private static Arbitrary<String> users() {
        return Arbitraries.integers().between(1, 12).map(i -> "u" + i);
    }

    private static Arbitrary<String> items() {
        return Arbitraries.integers().between(1, 14).map(i -> "i" + i);
    }

    private static Arbitrary<SequenceEvent> events() {
        Arbitrary<Long> codes = Arbitraries.of(0L, 0L, 1L, 2L, 3L, 4L, 9L, 11L, 13L, -1L, -2L);
        return Combinators.combine(
                        items(),
                        Arbitraries.longs().between(0, 9),
                        Arbitraries.of("click", "like"),
                        codes)
                .as(SequenceEvent::new);
    }

    private static Arbitrary<Evidence> evidence() {
        Arbitrary<float[]> sums =
                Arbitraries.of(-1f, 0f, 2f).array(float[].class).ofSize(DIMENSIONS);
        return Combinators.combine(
                        sums.injectNull(0.3),
                        Arbitraries.of(1.0, 2.0, 3.5),
                        sums.injectNull(0.5),
                        Arbitraries.of(1.0, 0.5))
                .as(
                        (text, textWeight, image, imageWeight) ->
                                new Evidence(
                                        text,
                                        text == null ? 0 : textWeight,
                                        image,
                                        image == null ? 0 : imageWeight,
                                        1));
    }
}
