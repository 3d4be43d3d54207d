// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.Worlds.Realign;
import dev.mars.retrieval.Worlds.Remove;
import dev.mars.retrieval.Worlds.Step;
import dev.mars.retrieval.Worlds.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** An index in shards answers as one index over all, to the last bit. */
@Domain(Worlds.class)
@Domain(DomainContext.Global.class)
class DonorShardTest {
    /** Searches are not exact beyond two vectors, and look into one cell of three. */
    private static final IndexForm SMALL =
            new IndexForm(ByteScan.fastest(), 2, new int[] {3, 9}, 1);

    /** A space whose partitions there are. */
    private record Sampled(UnifiedSpace space, long codes) implements UnifiedSpace {
        @Override
        public int dimensions() {
            return space.dimensions();
        }

        @Override
        public long[] codeSample() {
            return LongStream.rangeClosed(1, codes).toArray();
        }

        @Override
        public float[] item(long code) {
            return space.item(code);
        }

        @Override
        public float[] user(float[] text, double textWeight, float[] image, double imageWeight) {
            return space.user(text, textWeight, image, imageWeight);
        }
    }

    /**
     * Anything by which a shard's part, or the sum of the parts, is not the whole: ties, samples,
     * codes, counts, the number of donors, cells; after every epoch, and after a restore into
     * another number of shards.
     */
    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void theShardsTogetherAnswerAsOneIndex(
            @ForAll RetrievalSettings settings,
            @ForAll @Size(max = 6) List<@Size(max = 12) List<Step>> epochs,
            @ForAll @Size(max = 4) List<Query> queries,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 5) int restored,
            @ForAll boolean exact,
            @ForAll long seed) {
        IndexForm form = exact ? IndexForm.usual() : SMALL;
        UnifiedSpace space = new Sampled(new Palette(Worlds.DIMENSIONS, 0), 40);
        DonorIndex one = new DonorIndex(settings, space, form);
        Shards many = new Shards(settings, space, form, count, seed);
        for (int i = 0; i < epochs.size(); i++) {
            List<Step> steps = epochs.get(i).stream().map(DonorShardTest::sampled).toList();
            steps.forEach(step -> Worlds.apply(one, step));
            many.fold(steps);
            if (i == epochs.size() / 2) {
                many.restore(restored);
            }
            for (Query query : queries) {
                assertThat(many.augment(query)).isEqualTo(one.augment(query));
            }
        }
    }

    private static Step sampled(Step step) {
        return step instanceof Realign to ? new Realign(new Sampled(to.space(), 40)) : step;
    }

    /**
     * What small worlds cannot show: postings of which only a part is walked, in which donors come
     * and go, and searches by embedding in a few of many cells.
     */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void theyDoSoInALargerWorld(@ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int count) {
        LargerWorld world = new LargerWorld(seed, 500, 400, 30);
        UnifiedSpace space = new Sampled(world, 400);
        IndexForm form = new IndexForm(ByteScan.fastest(), 60, new int[] {4, 12}, 2);
        for (Ranking ranking : List.of(Ranking.ITEM_SETS, Ranking.USER_EMBEDDING)) {
            RetrievalSettings settings =
                    new RetrievalSettings(ranking, 20, 4, 7, 60, 50, 2, 0.1, 0.05);
            DonorIndex one = new DonorIndex(settings, space, form);
            Shards many = new Shards(settings, space, form, count, seed);
            Random random = new Random(seed);
            for (int epoch = 0; epoch < 12; epoch++) {
                List<Step> steps = new ArrayList<>();
                for (Donor donor : world.donors()) {
                    int lot = random.nextInt(10);
                    if (lot < 3) {
                        steps.add(new Upsert(donor));
                    } else if (lot == 3) {
                        steps.add(new Remove(donor.userId()));
                    }
                }
                steps.forEach(step -> Worlds.apply(one, step));
                many.fold(steps);
                for (int i = 0; i < 4; i++) {
                    Query query = world.query(1 + i);
                    assertThat(many.augment(query)).isEqualTo(one.augment(query));
                }
            }
            assertThat(many.filledUp).as("answers that were filled up").isPositive();
        }
    }

    /** A donor of more items than were ever read before: what another donor holds would be lost. */
    @Example
    void aDonorOfManyItemsGoes() {
        LargerWorld world = new LargerWorld(1, 3, 20_000, 300);
        UnifiedSpace space = new Sampled(world, 400);
        DonorIndex one = new DonorIndex(RetrievalSettings.DEFAULT, space);
        Shards many = new Shards(RetrievalSettings.DEFAULT, space, IndexForm.usual(), 1, 1);
        List<Step> steps = new ArrayList<>();
        world.donors().forEach(donor -> steps.add(new Upsert(donor)));
        steps.add(new Remove(world.donors().get(0).userId()));
        for (Step step : steps) {
            Worlds.apply(one, step);
            many.fold(List.of(step));
        }
        Query query = world.query(3);
        assertThat(many.augment(query)).isEqualTo(one.augment(query));
    }

    /** Embeddings so alike that their cosines are one float, and no longer in order by it. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theyDoSoWhereEmbeddingsAreAllButEqual(@ForAll long seed) {
        Random random = new Random(seed);
        UnifiedSpace space = new LargerWorld(seed, 0, 1, 0);
        RetrievalSettings settings =
                new RetrievalSettings(Ranking.USER_EMBEDDING, 20, 4, 7, 20, 50, 2, 0.1, 0.05);
        DonorIndex one = new DonorIndex(settings, space, IndexForm.usual());
        Shards many = new Shards(settings, space, IndexForm.usual(), 3, seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<SequenceEvent> events = List.of(new SequenceEvent("i", i, "click", 1));
            steps.add(new Upsert(new Donor("d" + random.nextInt(1000), alike(random), events)));
        }
        steps.forEach(step -> Worlds.apply(one, step));
        many.fold(steps);
        List<SequenceEvent> own = List.of(new SequenceEvent("j", 0, "click", 1));
        Query query = new Query("asker", own, alike(random));
        assertThat(many.augment(query)).isEqualTo(one.augment(query));
    }

    private static Evidence alike(Random random) {
        float[] sum = new float[16];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 1 + 0.0002f * random.nextInt(3);
        }
        return new Evidence(sum, 1, null, 0, 0);
    }

    /** Donors by lot would be drawn among the shard's own: another control than is asked for. */
    @Example
    void donorsByLotAreRefused() {
        RetrievalSettings settings =
                new RetrievalSettings(Ranking.RANDOM, 20, 8, 400, 50, 50, 2, 0.1, 0.05);
        UnifiedSpace space = new Palette(2, 0);
        assertThatThrownBy(() -> new DonorShard(settings, space))
                .hasMessageContaining("mars.retrieval.donors is random")
                .hasMessageContaining("replicated");
        assertThatThrownBy(() -> new Planner(settings, space)).hasMessageContaining("random");
        assertThatThrownBy(() -> new ShardMerger(settings)).hasMessageContaining("random");
    }
}
