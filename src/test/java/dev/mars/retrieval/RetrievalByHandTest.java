// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Small cases worked out on paper, lest the code and its reference share a misreading. */
class RetrievalByHandTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    /** Codes 1, 2, 3 at 0, 60 and 90 degrees: cosines 1/2 (1, 2), 0 (1, 3), .866 (2, 3). */
    private static final UnifiedSpace PLANE =
            new UnifiedSpace() {
                @Override
                public int dimensions() {
                    return 2;
                }

                @Override
                public float[] item(long code) {
                    double angle = Math.toRadians(code == 2 ? 60 : code == 3 ? 90 : 0);
                    return code == 0
                            ? null
                            : new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
                }

                @Override
                public float[] user(float[] text, double weight, float[] image, double other) {
                    return text;
                }
            };

    /**
     * u holds a (code 1). Neighbours, n = 2: a at 1, b (code 2) at 1/2; so f = 1/2. d1 holds a and
     * x: sim 1. d2 holds b and x: sim 1/2. d3 holds only z and is not hit. tau = 1/2: weights 1 and
     * e^-1 over their sum. x: S = 1, e = 2/3.
     */
    @Test
    void scoresAnItemAsOnPaper() {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 2, 2), PLANE);
        index.upsert(donor("d1", 5, "a:1", "x:3"));
        index.upsert(donor("d2", 7, "b:2", "x:3"));
        index.upsert(donor("d3", 9, "z:0", "y:0"));

        Augmentation answer = index.augment(query("a:1"));

        double w1 = 1 / (1 + Math.exp(-1));
        double squares = w1 * w1 + (1 - w1) * (1 - w1);
        double score = (1 - 2.0 / 3) / Math.sqrt(2.0 / 3 * squares + 0.05 * 0.05);
        assertThat(answer.status()).isEqualTo(Status.AUGMENTED);
        assertThat(answer.donors()).containsExactly("d1", "d2");
        assertThat(answer.topSimilarity()).isCloseTo(1, CLOSE);
        assertThat(answer.items()).hasSize(1);
        assertThat(answer.items().get(0).itemId()).isEqualTo("x");
        assertThat(answer.items().get(0).score()).isCloseTo(score, within(1e-7));
        assertThat(answer.items().get(0).supporters()).isEqualTo(2);
        assertThat(answer.items().get(0).code()).isEqualTo(3);
    }

    /** Not hit, yet near by embedding: behind everyone who was hit, at the mean floor. */
    @Test
    void fillsUpByEmbeddingAtTheFloor() {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 1, 9), PLANE);
        index.upsert(donor("far", 5, "q:0"));
        index.upsert(donor("hit", 5, "a:1"));
        index.upsert(embedded("near", 1, 0));
        index.upsert(embedded("nearer", 0, 1));
        Query query = new Query("u", query("a:1").own(), evidence(0, 1));

        Augmentation answer = index.augment(query);

        assertThat(answer.donors()).containsExactly("hit", "nearer", "near");
        assertThat(answer.topSimilarity()).isCloseTo(1, CLOSE);
        assertThat(answer.status()).isEqualTo(Status.NOTHING_FIT);
    }

    @Test
    void equalSimilaritiesGoToTheLaterLastPositiveThenTheSmallerId() {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 1, 9), PLANE);
        index.upsert(donor("c", 5, "a:1"));
        index.upsert(donor("b", 5, "a:1"));
        index.upsert(donor("d", 6, "a:1"));
        assertThat(index.augment(query("a:1")).donors()).containsExactly("d", "b", "c");
    }

    @Test
    void anItemsCodeFallsBackWhenItsLatestHolderLeaves() {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 1, 9), PLANE);
        index.upsert(donor("d1", 1, "a:1", "x:1"));
        index.upsert(donor("d2", 2, "a:1", "x:2"));
        index.upsert(donor("d3", 3, "a:1", "x:3"));
        index.upsert(donor("d4", 9, "y:0"));
        assertThat(codeOfX(index)).isEqualTo(3);
        index.remove("d3");
        assertThat(codeOfX(index)).isEqualTo(2);
    }

    /** Each status, and the precedence among them. */
    @Test
    void saysWhyThereIsNoAnswer() {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 2, 9), PLANE);
        assertThat(index.augment(query()).status()).isEqualTo(Status.NO_EVIDENCE);
        assertThat(index.augment(query("a:1")).status()).isEqualTo(Status.NO_DONOR);
        index.upsert(donor("u", 1, "a:1"));
        assertThat(index.augment(query("a:1")).status()).isEqualTo(Status.NO_DONOR);
        index.upsert(donor("d", 1, "q:0"));
        assertThat(index.augment(query("r:0")).status()).isEqualTo(Status.NO_EVIDENCE);
        assertThat(index.augment(query("q:0")).status()).isEqualTo(Status.NOTHING_FIT);
    }

    @Test
    void errorsNameTheSetting() {
        RetrievalSettings d = RetrievalSettings.DEFAULT;
        assertThatThrownBy(
                        () -> new RetrievalSettings(d.ranking(), 20, 0, 200, 50, 50, 2, 0.1, 0.05))
                .hasMessage("mars.retrieval.neighbours is 0; set it to 1 or more");
        assertThatThrownBy(
                        () -> new RetrievalSettings(d.ranking(), 20, 32, 200, 50, 50, 2, 0, 0.05))
                .hasMessageContaining("mars.retrieval.temperature is 0.0");
        assertThatThrownBy(
                        () -> new RetrievalSettings(d.ranking(), 1, 1, 1, 1, 1, 1, 1, Double.NaN))
                .hasMessageContaining("mars.retrieval.score-floor is NaN");
        DonorIndex index = new DonorIndex(d, PLANE);
        assertThatThrownBy(() -> index.realign(new Palette(3, 0)))
                .hasMessageContaining("has 3 dimensions; this index has 2");
    }

    /** Events that come in another order are the same donor, and the same query. */
    @Test
    void sequencesAreBroughtIntoOrder() {
        SequenceEvent first = new SequenceEvent("b", 1, "click", 1);
        SequenceEvent second = new SequenceEvent("a", 2, "click", 1);
        assertThat(new Donor("d", Evidence.NONE, List.of(second, first)).events())
                .containsExactly(first, second);
        assertThat(new Query("u", List.of(second, first), Evidence.NONE).own())
                .containsExactly(first, second);
    }

    /** Garbage per request that grows with the index would be the end of it at 100,000 donors. */
    @Test
    void aRequestAllocatesTheSameInAnIndexOfAnySize() {
        long small = allocatedByARequest(new LargerWorld(1, 300, 100, 20));
        long large = allocatedByARequest(new LargerWorld(1, 6000, 100, 20));
        assertThat(large).isLessThan(small + small / 4);
    }

    private static long allocatedByARequest(LargerWorld world) {
        DonorIndex index =
                new DonorIndex(RetrievalSettings.DEFAULT, world, IndexForm.of(new PlainByteScan()));
        world.donors().forEach(index::upsert);
        Query query = world.query(5);
        index.augment(query);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        index.augment(query);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static long codeOfX(DonorIndex index) {
        return index.augment(query("a:1")).items().stream()
                .filter(item -> item.itemId().equals("x"))
                .findFirst()
                .orElseThrow()
                .code();
    }

    private static RetrievalSettings settings(Ranking ranking, int neighbours, int donors) {
        return new RetrievalSettings(ranking, 20, neighbours, 200, donors, 50, 2, 0.5, 0.05);
    }

    private static Donor donor(String userId, long time, String... items) {
        return new Donor(userId, Evidence.NONE, events(time, items));
    }

    private static Donor embedded(String userId, float x, float y) {
        return new Donor(userId, evidence(x, y), List.of());
    }

    private static Evidence evidence(float x, float y) {
        return new Evidence(new float[] {x, y}, 1, null, 0, 0);
    }

    private static Query query(String... items) {
        return new Query("u", events(1, items), Evidence.NONE);
    }

    /** Each as item:code. */
    private static List<SequenceEvent> events(long time, String... items) {
        return Arrays.stream(items)
                .map(item -> item.split(":"))
                .map(i -> new SequenceEvent(i[0], time, "click", Long.parseLong(i[1])))
                .toList();
    }
}
