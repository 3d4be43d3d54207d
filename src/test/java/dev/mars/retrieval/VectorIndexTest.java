// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorIndexTest {
    private static final CoarseCodebook GROUPED = grouped(8);

    private static CoarseCodebook grouped(int dimensions) {
        Random random = new Random(9);
        float[][] sample = new float[4 * CoarseTraining.GROUPED_FROM][];
        Arrays.setAll(sample, i -> noisy(new float[dimensions], random, 1));
        return new CoarseCodebook(
                dimensions, () -> sample, new int[] {CoarseTraining.GROUPED_FROM});
    }

    /** What people write for "all" must not cost memory of that many. */
    @Test
    void findsAllThatThereAreHoweverManyMoreAreAskedFor() {
        Random random = new Random(5);
        VectorIndex index = index(16, true, random);
        assertThat(index.searchExactly(coarse(16, random), Integer.MAX_VALUE).size()).isZero();
        for (int key = 0; key < 2_000; key++) {
            index.upsert(key, coarse(16, random));
        }
        float[] query = coarse(16, random);
        assertThat(index.searchExactly(query, Integer.MAX_VALUE).size()).isEqualTo(2_000);
        assertThat(index.search(query, Integer.MAX_VALUE).size()).isPositive();
    }

    /** Ties by the key's name, which is not the order of the keys. */
    private static final VectorIndex.KeyOrder BY_NAME =
            (key, other) -> Integer.toString(key).compareTo(Integer.toString(other));

    /** A wrong neighbour, a wrong order of ties, or a vector that outlives its removal. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anExactSearchFindsWhatASortFinds(
            @ForAll @IntRange(min = 1, max = 70) int dimensions,
            @ForAll @IntRange(max = 3000) int operations,
            @ForAll @IntRange(max = 40) int k,
            @ForAll boolean partitioned,
            @ForAll long seed) {
        Random random = new Random(seed);
        VectorIndex index = index(dimensions, partitioned, random);
        TreeMap<Integer, float[]> contents = new TreeMap<>();
        for (int i = 0; i < operations; i++) {
            int key = random.nextInt(1 + operations / 2);
            if (random.nextInt(4) == 0) {
                index.remove(key);
                contents.remove(key);
            } else {
                float[] unit = coarse(dimensions, random);
                index.upsert(key, unit);
                contents.put(key, unit);
            }
        }
        float[] query = coarse(dimensions, random);
        assertThat(index.size()).isEqualTo(contents.size());
        Neighbours found = index.searchExactly(query, k);
        assertThat(found.keys()).containsExactly(sorted(contents, query, k));
        for (int i = 0; i < found.size(); i++) {
            double cosine = dot(contents.get(found.keys()[i]), query);
            assertThat((double) found.cosines()[i])
                    .isBetween(cosine - 5e-4, cosine + 5e-4)
                    .isBetween(-1.0, 1.0);
        }
    }

    /** Answers that depend on the order of upserts, or change when a job restores (law 5). */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void resultsAreAFunctionOfTheContents(
            @ForAll @IntRange(min = 1, max = 1500) int vectors, @ForAll long seed) {
        Random random = new Random(seed);
        int dimensions = 1 + random.nextInt(20);
        CoarseCodebook codebook = codebook(dimensions, random);
        VectorIndex straight = new VectorIndex(codebook, BY_NAME, ByteScan.fastest(), 50);
        VectorIndex winding = new VectorIndex(codebook, BY_NAME, new PlainByteScan(), 50);
        List<float[]> units = new ArrayList<>();
        for (int i = 0; i < vectors; i++) {
            units.add(coarse(dimensions, random));
            straight.upsert(i, units.get(i));
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, 2 * vectors).boxed().toList());
        Collections.shuffle(order, random);
        for (int i : order) {
            winding.upsert(i, coarse(dimensions, random));
        }
        Collections.shuffle(order, random);
        for (int i : order) {
            if (i < vectors) {
                winding.upsert(i, units.get(i));
            } else {
                winding.remove(i);
            }
        }
        Effort few = new Effort(2, 0.001);
        straight.tryAs(few);
        winding.tryAs(few);
        for (int i = 0; i < 10; i++) {
            float[] query = coarse(dimensions, random);
            Neighbours one = straight.search(query, 12);
            Neighbours other = winding.search(query, 12);
            assertThat(other.keys()).containsExactly(one.keys());
            assertThat(other.cosines()).containsExactly(one.cosines());
        }
    }

    /**
     * A thousand items with one placeholder for a picture lie in one cell. It is full, and says no
     * more about the other cells than a few ordinary ones do: a search that gave up after it would
     * lose what is next to it.
     */
    @Test
    void aPopulousCellDoesNotEndASearch() {
        Random random = new Random(3);
        VectorIndex index = new VectorIndex(GROUPED, Integer::compare, ByteScan.fastest(), 50);
        index.tryAs(new Effort(24, 0.01));
        float[] placeholder = noisy(new float[8], random, 1);
        for (int key = 0; key < 10_000; key++) {
            index.upsert(key, key < 2_000 ? placeholder : noisy(new float[8], random, 1));
        }
        int looked = 0;
        int found = 0;
        for (int query = 0; query < 400; query++) {
            float[] unit = noisy(placeholder, random, 0.2f);
            Neighbours exact = index.searchExactly(unit, 8);
            if (Arrays.stream(exact.keys()).anyMatch(key -> key < 2_000)) {
                continue;
            }
            Set<Integer> other = new HashSet<>();
            Arrays.stream(index.search(unit, 8).keys()).forEach(other::add);
            for (int key : exact.keys()) {
                looked++;
                found += other.contains(key) ? 1 : 0;
            }
        }
        assertThat(looked).isGreaterThan(500);
        assertThat(found).isGreaterThan(looked * 98 / 100);
    }

    /** Parts of a collection that together find others than the whole does. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void thePartsOfACollectionFindWhatTheWholeFinds(
            @ForAll @IntRange(min = 1, max = 1500) int vectors,
            @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll @IntRange(min = 1, max = 20) int k,
            @ForAll long seed) {
        Random random = new Random(seed);
        int dimensions = 1 + random.nextInt(20);
        CoarseCodebook codebook = codebook(dimensions, random);
        List<VectorIndex> all = new ArrayList<>();
        for (int part = 0; part <= parts; part++) {
            all.add(new VectorIndex(codebook, BY_NAME, ByteScan.fastest(), 50));
            all.get(part).partitionFor(vectors);
        }
        for (int i = 0; i < vectors; i++) {
            float[] unit = coarse(dimensions, random);
            all.get(parts).upsert(i, unit);
            all.get(random.nextInt(parts)).upsert(i, unit);
        }
        float[] query = coarse(dimensions, random);
        Neighbours whole = all.get(parts).searchCells(query, k, 2);
        TopK best = new TopK((key, than) -> BY_NAME.compare(key, than) < 0);
        best.reset(k, vectors);
        for (VectorIndex part : all.subList(0, parts)) {
            Neighbours found = part.searchCells(query, k, 2);
            for (int i = 0; i < found.size(); i++) {
                best.offer(found.dots()[i], found.keys()[i]);
            }
        }
        int[] keys = new int[best.size()];
        best.drain(keys, new double[keys.length]);
        assertThat(keys).containsExactly(whole.keys());
    }

    /** An index that is fast because it does not find. */
    @ParameterizedTest
    @ValueSource(ints = {256, CoarseTraining.GROUPED_FROM})
    void findsNearlyAllOfTheNearestInClusteredVectors(int cells) {
        Random random = new Random(3);
        float[][] centres = new float[200][];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = noisy(new float[32], random, 1);
        }
        float[][] units = new float[20_000][];
        for (int i = 0; i < units.length; i++) {
            units[i] = noisy(centres[random.nextInt(centres.length)], random, 0.1f);
        }
        CoarseCodebook codebook = new CoarseCodebook(32, () -> units, new int[] {cells});
        VectorIndex index = new VectorIndex(codebook, BY_NAME);
        for (int i = 0; i < units.length; i++) {
            index.upsert(i, units[i]);
        }
        int found = 0;
        for (int i = 0; i < 100; i++) {
            float[] query = noisy(centres[random.nextInt(centres.length)], random, 0.1f);
            Set<Integer> nearest = new HashSet<>();
            for (int key : index.searchExactly(query, 32).keys()) {
                nearest.add(key);
            }
            for (int key : index.search(query, 32).keys()) {
                found += nearest.contains(key) ? 1 : 0;
            }
        }
        assertThat(found).isBetween(3150, 3200);
        assertThat(index.ramBytesUsed() / units.length).isLessThan(110);
    }

    /** Silent garbage: vectors that cannot be compared. */
    @Test
    void refusesVectorsThatCannotBeRanked() {
        VectorIndex index = new VectorIndex(new CoarseCodebook(2, () -> new float[0][]), BY_NAME);
        assertThatThrownBy(() -> index.upsert(7, new float[3]))
                .hasMessageContaining("key 7 has 3 dimensions")
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> index.upsert(7, new float[] {0, Float.NaN}))
                .hasMessageContaining("key 7 is not finite");
        assertThatThrownBy(() -> index.upsert(7, new float[] {1, 1}))
                .hasMessageContaining("not of length 1");
        assertThatThrownBy(() -> index.search(new float[1], 1))
                .hasMessageContaining("the query has 1 dimensions");
        assertThat(index.size()).isZero();
        assertThat(index.search(new float[] {1, 0}, 3).size()).isZero();
    }

    private static VectorIndex index(int dimensions, boolean partitioned, Random random) {
        CoarseCodebook codebook =
                partitioned
                        ? codebook(dimensions, random)
                        : new CoarseCodebook(dimensions, () -> new float[0][]);
        return new VectorIndex(codebook, BY_NAME, ByteScan.fastest(), partitioned ? 100 : 5000);
    }

    /**
     * Partitions of 3 and 20 cells, where the change from one to the other comes at 640 vectors; or
     * now and then, of 8 dimensions, one of cells in groups.
     */
    private static CoarseCodebook codebook(int dimensions, Random random) {
        if (dimensions == GROUPED.dimensions()) {
            return GROUPED;
        }
        float[][] sample = new float[100][];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = coarse(dimensions, random);
        }
        return new CoarseCodebook(dimensions, () -> sample, new int[] {3, 20});
    }

    private static int[] sorted(Map<Integer, float[]> contents, float[] query, int k) {
        return contents.keySet().stream()
                .sorted(
                        (one, other) -> {
                            int nearer =
                                    Long.compare(
                                            fixedDot(contents.get(other), query),
                                            fixedDot(contents.get(one), query));
                            return nearer != 0 ? nearer : BY_NAME.compare(one, other);
                        })
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long fixedDot(float[] unit, float[] query) {
        long sum = 0;
        for (int i = 0; i < unit.length; i++) {
            sum +=
                    (long) Math.round(unit[i] * FixedPoint.ONE)
                            * Math.round(query[i] * FixedPoint.ONE);
        }
        return sum;
    }

    private static double dot(float[] unit, float[] query) {
        double sum = 0;
        for (int i = 0; i < unit.length; i++) {
            sum += (double) unit[i] * query[i];
        }
        return sum;
    }

    /** Few different vectors, so that many tie. */
    private static float[] coarse(int dimensions, Random random) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = i < 3 ? random.nextInt(3) - 1 : 0;
        }
        vector[random.nextInt(dimensions)] += 3;
        return Palette.unit(vector);
    }

    private static float[] noisy(float[] centre, Random random, float noise) {
        float[] vector = centre.clone();
        for (int i = 0; i < vector.length; i++) {
            vector[i] += noise * (float) random.nextGaussian();
        }
        return Palette.unit(vector);
    }
}
