package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {
    private static final int D = 16;
    private static final TrainingSettings SETTINGS = new TrainingSettings(D, 1, 50_000, 0.01);

    private static final List<TrainingItem> ITEMS = PlantedItems.pairs(1500, 11);
    private static final AlignmentModel MODEL = train(ITEMS, SETTINGS);

    static AlignmentModel train(List<TrainingItem> items, TrainingSettings settings) {
        return ModelTrainer.train(items, settings, TrainingProgress.SILENT);
    }

    /** Partitions interleave as they like; the model must not. */
    @Test
    void theOrderOfTheItemsDoesNotMatter() {
        List<TrainingItem> shuffled = new ArrayList<>(ITEMS);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(train(shuffled, SETTINGS)).isEqualTo(MODEL);
        TrainingSettings sampled = new TrainingSettings(D, 1, 700, 0.01);
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
        assertThat(train(ITEMS, new TrainingSettings(D, 2, 50_000, 0.01)).base().id())
                .isNotEqualTo(MODEL.base().id());
    }

    /** The modalities share 8 latent directions; without them alignment would be at chance. */
    @Test
    void findsWhatTheModalitiesShare() {
        double heldOut = MODEL.quality().get("heldOutPairs");
        double chance = 10 / heldOut;
        assertThat(MODEL.method()).isEqualTo("ridge-cca");
        assertThat(heldOut).isBetween(100.0, 200.0);
        assertThat(MODEL.quality().get("recall@10.textToImage")).isGreaterThan(10 * chance);
        assertThat(MODEL.quality().get("recall@10.imageToText")).isGreaterThan(10 * chance);

        List<BaseFeatures> features =
                ITEMS.stream().map(i -> MODEL.base().project(i.text(), i.image())).toList();
        Alignment whitening =
                ClosedFormAlignment.fit(MODEL.base(), features, List.of(), 0.01).alignment();
        UnifiedSpace plain = new AlignedSpace(MODEL.base(), whitening);
        List<float[]> texts = new ArrayList<>();
        List<float[]> images = new ArrayList<>();
        for (BaseFeatures pair : features.subList(0, (int) heldOut)) {
            texts.add(plain.user(pair.text(), 1, null, 0));
            images.add(plain.user(null, 0, pair.image(), 1));
        }
        assertThat(CrossModalRecall.at(10, texts, images)).isLessThan(4 * chance);
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
        List<TrainingItem> sample = TrainingSample.of(ITEMS, 100);
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
