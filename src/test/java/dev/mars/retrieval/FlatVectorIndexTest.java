package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlatVectorIndexTest {
    /** A wrong neighbour, a wrong order of ties, or a vector that outlives its removal. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsWhatASortFinds(
            @ForAll @IntRange(min = 1, max = 70) int dimensions,
            @ForAll @IntRange(max = 3000) int operations,
            @ForAll @IntRange(max = 40) int k,
            @ForAll long seed) {
        Random random = new Random(seed);
        FlatVectorIndex index = new FlatVectorIndex(dimensions);
        TreeMap<String, float[]> contents = new TreeMap<>();
        int ids = 1 + operations / 2;
        for (int i = 0; i < operations; i++) {
            String id = "v" + random.nextInt(ids);
            if (random.nextInt(4) == 0) {
                index.remove(id);
                contents.remove(id);
            } else {
                float[] unit = coarse(dimensions, random);
                index.upsert(id, unit);
                contents.put(id, unit);
            }
        }
        float[] query = coarse(dimensions, random);
        assertThat(index.size()).isEqualTo(contents.size());
        assertThat(index.search(query, k, id -> !id.endsWith("7")))
                .isEqualTo(sorted(contents, query, k));
    }

    /** Bits that depend on whether the JVM has SIMD (law 6). */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void simdAndPlainJavaGiveTheSameBits(
            @ForAll @IntRange(min = 1, max = 130) int dimensions,
            @ForAll @IntRange(max = 9) int first,
            @ForAll @IntRange(max = 20) int count,
            @ForAll long seed) {
        Random random = new Random(seed);
        float[] query = gaussian(dimensions, random);
        float[] blocks = gaussian((first + count) * BlockScan.LANES * dimensions, random);
        float[] simd = new float[count * BlockScan.LANES];
        float[] plain = new float[count * BlockScan.LANES];
        new SimdBlockScan().dots(query, blocks, first, count, simd);
        new PlainBlockScan().dots(query, blocks, first, count, plain);
        assertThat(simd).containsExactly(plain);
        for (int i = 0; i < plain.length; i++) {
            int block = first + i / BlockScan.LANES;
            float sum = 0;
            for (int d = 0; d < dimensions; d++) {
                int at = (block * dimensions + d) * BlockScan.LANES + i % BlockScan.LANES;
                float product = query[d] * blocks[at];
                sum = sum + product;
            }
            assertThat(plain[i]).isEqualTo(sum);
        }
    }

    /** A cosine above 1 would rank a duplicate before what ties with it, and weigh more. */
    @Test
    void cosinesAreClampedBeforeTheyAreCompared() {
        FlatVectorIndex index = new FlatVectorIndex(2);
        index.upsert("b", new float[] {1.0000001f, 0});
        index.upsert("a", new float[] {1, 0});
        index.upsert("d", new float[] {-1.0000001f, 0});
        index.upsert("c", new float[] {-1, 0});
        assertThat(index.search(new float[] {1, 0}, 9, id -> true))
                .containsExactly(
                        new Neighbour("a", 1),
                        new Neighbour("b", 1),
                        new Neighbour("c", -1),
                        new Neighbour("d", -1));
        assertThat(index.search(new float[] {1, 0}, 3, id -> true))
                .last()
                .isEqualTo(new Neighbour("c", -1));
    }

    /** Silent garbage: vectors that cannot be compared. */
    @Test
    void refusesVectorsThatCannotBeRanked() {
        FlatVectorIndex index = new FlatVectorIndex(2);
        assertThatThrownBy(() -> index.upsert("a", new float[3]))
                .hasMessageContaining("a has 3 dimensions")
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> index.upsert("a", new float[] {0, Float.NaN}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> index.search(new float[1], 1, id -> true))
                .hasMessageContaining("the query has 1 dimensions");
        assertThat(index.size()).isZero();
    }

    private static List<Neighbour> sorted(Map<String, float[]> contents, float[] query, int k) {
        List<Neighbour> all = new ArrayList<>();
        contents.forEach(
                (id, unit) -> {
                    float sum = 0;
                    for (int i = 0; i < unit.length; i++) {
                        float product = unit[i] * query[i];
                        sum = sum + product;
                    }
                    all.add(new Neighbour(id, Math.max(-1, Math.min(1, sum))));
                });
        all.removeIf(neighbour -> neighbour.id().endsWith("7"));
        all.sort(Comparator.comparing((Neighbour n) -> -n.cosine()).thenComparing(Neighbour::id));
        return all.subList(0, Math.min(k, all.size()));
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

    private static float[] gaussian(int length, Random random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
