// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.retrieval.Worlds.Contents;
import dev.mars.retrieval.Worlds.Realign;
import dev.mars.retrieval.Worlds.Remove;
import dev.mars.retrieval.Worlds.Retire;
import dev.mars.retrieval.Worlds.Step;
import dev.mars.retrieval.Worlds.Upsert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The index as a whole, in small random worlds. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class DonorIndexTest {
    /** Anything in retrieval, filter or concentration that is not as defined, to the last bit. */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void answersAsTheDefinitionsSay(
            @ForAll RetrievalSettings settings,
            @ForAll @Size(max = 40) List<Step> drawn,
            @ForAll @Size(max = 4) List<Query> queries) {
        List<Step> steps = Worlds.goingOn(drawn);
        DonorIndex index = Worlds.empty(settings);
        steps.forEach(step -> Worlds.apply(index, step));
        Contents contents = Contents.after(steps);
        Reference reference = reference(settings, contents);
        assertThat(index.size()).isEqualTo(contents.donors.size());
        for (Query query : queries) {
            Augmentation expected = reference.augment(query);
            assertThat(index.augment(query)).isEqualTo(expected);
            Statistics.collect(expected.status());
        }
        Statistics.coverage(
                coverage -> {
                    coverage.check(Status.AUGMENTED).percentage(share -> share > 20);
                    coverage.check(Status.NOTHING_FIT).count(count -> count > 0);
                });
    }

    /** An index that goes stale: kept lists or scratch that outlive a change of the contents. */
    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void answersAsTheDefinitionsSayAfterEveryStep(
            @ForAll RetrievalSettings settings,
            @ForAll @Size(max = 25) List<Step> drawn,
            @ForAll Query query) {
        List<Step> steps = Worlds.goingOn(drawn);
        DonorIndex index = Worlds.empty(settings);
        for (int i = 0; i < steps.size(); i++) {
            Worlds.apply(index, steps.get(i));
            Contents contents = Contents.after(steps.subList(0, i + 1));
            assertThat(index.augment(query))
                    .isEqualTo(reference(settings, contents).augment(query));
        }
    }

    /** Law 5: an answer that remembers how the index came to its contents. */
    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void answersFromItsContentsAlone(
            @ForAll RetrievalSettings settings,
            @ForAll @Size(max = 40) List<Step> drawn,
            @ForAll @Size(max = 4) List<Query> queries,
            @ForAll long seed) {
        List<Step> steps = Worlds.goingOn(drawn);
        DonorIndex lived = Worlds.empty(settings);
        steps.forEach(step -> Worlds.apply(lived, step));
        Contents contents = Contents.after(steps);

        DonorIndex rebuilt = Worlds.empty(settings);
        shuffledDetours(contents, steps, seed).forEach(step -> Worlds.apply(rebuilt, step));

        for (Query query : queries) {
            assertThat(rebuilt.augment(query)).isEqualTo(lived.augment(query));
        }
    }

    /**
     * Law 7: a vector that stays in the space it was made in. Between two alignments, back and
     * forth, with changes in either, an index answers as one that has never known the other.
     */
    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void aRealignedIndexIsOneThatWasBuiltInItsSpace(
            @ForAll RetrievalSettings settings,
            @ForAll @Size(min = 2, max = 6) List<@Size(max = 8) List<Step>> turns,
            @ForAll @Size(min = 1, max = 3) List<Query> queries) {
        DonorIndex swapped = Worlds.empty(settings);
        List<Step> all = new ArrayList<>();
        for (int turn = 0; turn < turns.size(); turn++) {
            Realign to = new Realign(new Palette(Worlds.DIMENSIONS, turn % 2 == 0 ? 2 : 3));
            turns.get(turn).forEach(step -> Worlds.apply(swapped, step));
            Worlds.apply(swapped, to);
            all.addAll(turns.get(turn));
            all.add(to);
            Contents contents = Contents.after(all);
            DonorIndex fresh = new DonorIndex(settings, contents.space);
            contents.donors.values().forEach(fresh::upsert);
            contents.retired.forEach(fresh::retire);
            for (Query query : queries) {
                assertThat(swapped.augment(query)).isEqualTo(fresh.augment(query));
            }
        }
    }

    /** What small worlds cannot show: full neighbour lists, capped postings, distinct cosines. */
    @Property(tries = 3)
    void answersAsTheDefinitionsSayInALargerWorld(@ForAll long seed) {
        LargerWorld world = new LargerWorld(seed, 300, 400, 30);
        RetrievalSettings settings =
                new RetrievalSettings(Ranking.ITEM_SETS, 20, 32, 12, 50, 50, 2, 0.1, 0.05);
        DonorIndex index = new DonorIndex(settings, world);
        world.donors().forEach(index::upsert);
        TreeMap<String, Donor> donors = new TreeMap<>();
        world.donors().forEach(donor -> donors.put(donor.userId(), donor));
        Reference reference = new Reference(settings, world, donors, Set.of());
        for (int i = 0; i < 6; i++) {
            Query query = world.query(1 + i % 4);
            assertThat(index.augment(query)).isEqualTo(reference.augment(query));
        }
    }

    private static Reference reference(RetrievalSettings settings, Contents contents) {
        return new Reference(settings, contents.space, contents.donors, contents.retired);
    }

    /** Another way to the same contents, by way of other states of the same and other donors. */
    private static List<Step> shuffledDetours(Contents contents, List<Step> steps, long seed) {
        Random random = new Random(seed);
        List<Step> way = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Upsert && random.nextBoolean()) {
                way.add(step);
            }
        }
        Collections.shuffle(way, random);
        List<Step> last = new ArrayList<>();
        for (Step step : way) {
            String userId = ((Upsert) step).donor().userId();
            if (!contents.donors.containsKey(userId)) {
                last.add(new Remove(userId));
            }
        }
        contents.donors.values().forEach(donor -> last.add(new Upsert(donor)));
        contents.retired.forEach(item -> last.add(new Retire(item)));
        last.add(new Realign(contents.space));
        Collections.shuffle(last, random);
        way.addAll(last);
        return way;
    }
}
