// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {
    private static final int D = 16;

    /** Few steps, to be quick; a heavy Stein term, as these items share few directions. */
    private static final DescentSettings DESCENT = new DescentSettings(150, 128, 1e-2, 0.1, 1, 4);

    private static final TrainingSettings SETTINGS = settings(1, 50_000, DESCENT, false);

    private static final List<TrainingItem> ITEMS = PlantedItems.pairs(1500, 11);
    private static final AlignmentModel MODEL = train(ITEMS, SETTINGS);

    private static TrainingSettings settings(
            long seed, int sample, DescentSettings descent, boolean force) {
        return new TrainingSettings(D, seed, sample, 0.01, descent, force);
    }

    static AlignmentModel train(List<TrainingItem> items, TrainingSettings settings) {
        return ModelTrainer.train(items, null, settings, TrainingProgress.SILENT).at(1, 0);
    }

    /** Partitions interleave as they like; the model must not. */
    @Test
    void theOrderOfTheItemsDoesNotMatter() {
        List<TrainingItem> shuffled = new ArrayList<>(ITEMS);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(train(shuffled, SETTINGS)).isEqualTo(MODEL);
        TrainingSettings sampled = settings(1, 700, DESCENT, false);
        assertThat(train(shuffled, sampled)).isEqualTo(train(ITEMS, sampled));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws Exception {
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> train(ITEMS, SETTINGS)).get()).isEqualTo(MODEL);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void anotherSeedGivesOtherCodebooks() {
        assertThat(train(ITEMS, settings(2, 50_000, DESCENT, false)).base().id())
                .isNotEqualTo(MODEL.base().id());
    }

    /** The modalities share 8 latent directions; without them alignment would be at chance. */
    @Test
    void findsWhatTheModalitiesShare() {
        double heldOut = MODEL.quality().get("heldOutPairs");
        double chance = 10 / heldOut;
        assertThat(heldOut).isEqualTo(150);
        assertThat(MODEL.method()).isEqualTo("stein");
        assertThat(MODEL.verdict()).isEqualTo(Verdict.ACCEPTED);
        for (String way : List.of("recall@10.textToImage", "recall@10.imageToText")) {
            assertThat(MODEL.quality().get("stein/" + way)).isGreaterThan(10 * chance);
            assertThat(MODEL.quality().get("ridge-cca/" + way)).isGreaterThan(10 * chance);
            assertThat(MODEL.quality().get("base/" + way)).isLessThan(4 * chance);
        }
    }

    /** What is judged must be what is published, or the table says nothing of the model. */
    @Test
    void theQualityIsThatOfThePublishedAlignment() {
        TrainingData data = TrainingData.of(ITEMS, MODEL.base(), SETTINGS, TrainingProgress.SILENT);
        HeldOutMeasures.of(MODEL.alignment(), data.split().heldOut(), SETTINGS.seed())
                .forEach(
                        (measure, value) ->
                                assertThat(MODEL.quality())
                                        .containsEntry("stein/" + measure.key(), value));
    }

    /** A job that runs keeps its base: a model of it must be trainable, on other items too. */
    @Test
    void staysWithAPublishedBase() {
        TrainedModel again =
                ModelTrainer.train(
                        ITEMS.subList(0, 1_200), MODEL.base(), SETTINGS, TrainingProgress.SILENT);
        assertThat(again.base()).isSameAs(MODEL.base());
        assertThat(again.isPublishable()).isTrue();
        assertThat(again.alignment()).isNotEqualTo(MODEL.alignment());
    }

    /** A training that diverges must not take the place of an alignment that works. */
    @Test
    void ccaIsPublishedInPlaceOfAModelThatDiverged() {
        DescentSettings wild = new DescentSettings(20, 64, 1e60, 0.1, 1, 1);
        for (boolean force : new boolean[] {false, true}) {
            TrainedModel model =
                    ModelTrainer.train(
                            ITEMS, null, settings(1, 50_000, wild, force), TrainingProgress.SILENT);
            assertThat(model.report().verdict()).isEqualTo(Verdict.REPLACED);
            assertThat(model.report().reasons()).singleElement().asString().contains("diverged");
            assertThat(model.method()).isEqualTo("ridge-cca");
            assertThat(model.at(1, 0).quality()).containsKey("ridge-cca/gap.centroid");
        }
    }

    /**
     * A join that is off by one gives each item its neighbour's image. KSD² and the gap fall all
     * the same, and CCA, which the model is held against, finds partners by chance alone: without a
     * floor of its own the gate would publish an alignment that means nothing.
     */
    @Test
    void partnersThatBelongToOthersAreRefused() {
        List<TrainingItem> mispaired = new ArrayList<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            TrainingItem other = ITEMS.get((i + 1) % ITEMS.size());
            mispaired.add(
                    new TrainingItem(ITEMS.get(i).itemId(), ITEMS.get(i).text(), other.image()));
        }
        for (int seed = 1; seed <= 4; seed++) {
            TrainedModel model =
                    ModelTrainer.train(
                            mispaired,
                            null,
                            settings(seed, 50_000, DESCENT, false),
                            TrainingProgress.SILENT);
            assertThat(model.report().verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(model.report().reasons().toString()).contains("chance");
        }
    }

    /**
     * Both modalities are the same N(0, I): there is nothing to mend, so neither may be published,
     * unless somebody insists.
     */
    @Test
    void whatMendsNothingIsRefusedUnlessForced() {
        Random random = new Random(3);
        List<TrainingItem> items = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            float[] vector = PlantedItems.gaussianVector(random, D);
            items.add(new TrainingItem("i" + i, vector, vector));
        }
        TrainedModel refused = ModelTrainer.train(items, null, SETTINGS, TrainingProgress.SILENT);
        assertThat(refused.report().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.isPublishable()).isFalse();
        assertThat(refused.report().reasons().toString()).contains("gap.centroid is 0");
        assertThatThrownBy(() -> refused.at(1, 0)).isInstanceOf(IllegalStateException.class);
        TrainedModel forced =
                ModelTrainer.train(
                        items, null, settings(1, 50_000, DESCENT, true), TrainingProgress.SILENT);
        assertThat(forced.at(1, 0).verdict()).isEqualTo(Verdict.FORCED);
        assertThat(forced.report().reasons()).isEqualTo(refused.report().reasons());
    }

    @Test
    void baseVectorsHaveMeanSquaredLengthD() {
        double text = 0;
        double image = 0;
        for (TrainingItem item : ITEMS) {
            text += squares(MODEL.base().text().project(item.text()));
            image += squares(MODEL.base().image().project(item.image()));
        }
        assertThat(text / ITEMS.size()).isCloseTo(D, within(1e-3 * D));
        assertThat(image / ITEMS.size()).isCloseTo(D, within(1e-3 * D));
    }

    /** Sequences carry codes in place of vectors: a code must stay near its item. */
    @Test
    void codesStandForTheirItems() {
        assertThat(MODEL.quality().get("codeCosine")).isGreaterThan(0.9);
        assertThat(MODEL.quality().get("quantisationError.text")).isLessThan(0.1);
        assertThat(MODEL.quality().get("quantisationError.image")).isLessThan(0.2);
        UnifiedSpace space = MODEL.space();
        for (TrainingItem item : ITEMS) {
            long code = MODEL.base().project(item.text(), item.image()).code();
            AlignedSpaceTest.assertUnit(space.item(code));
        }
    }

    @Test
    void theSampleIsThoseOfTheSmallestHashes() {
        List<TrainingItem> sample = TrainingSample.of(ITEMS, 100).items();
        long largest =
                sample.stream()
                        .map(item -> XxHash.of(item.itemId()))
                        .max(Long::compareUnsigned)
                        .orElseThrow();
        long smaller =
                ITEMS.stream()
                        .filter(i -> Long.compareUnsigned(XxHash.of(i.itemId()), largest) <= 0)
                        .count();
        assertThat(sample).hasSize(100);
        assertThat(smaller).isEqualTo(100);
    }

    private static double squares(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return squares;
    }
}
