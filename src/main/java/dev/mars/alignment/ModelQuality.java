package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a closed-form model can say of itself; see {@link ModelTrainer} for the names.
 *
 * <p>Recall is measured on pairs that the alignment was not fitted on: a second alignment is fitted
 * without a tenth of the pairs, chosen by a hash of seed and item id, and asked about those. The
 * base has seen them, but never that they are pairs.
 */
final class ModelQuality {
    /** Fewer pairs would leave fewer than 20 to measure on. */
    private static final int FEWEST_PAIRS = 200;

    private static final int K = 10;

    /**
     * @param items that the model was trained on
     * @param features of the items, in the same order
     */
    static Map<String, Double> measure(
            Base base,
            Alignment alignment,
            List<TrainingItem> items,
            List<BaseFeatures> features,
            TrainingSettings settings) {
        Map<String, Double> quality = new TreeMap<>();
        long pairs = features.stream().filter(ModelQuality::isPair).count();
        quality.put("items", (double) items.size());
        quality.put("pairs", (double) pairs);
        if (pairs >= FEWEST_PAIRS) {
            measureRecall(base, items, features, settings, quality);
        }
        if (base.text() != null) {
            quality.put("quantisationError.text", quantisationError(base.text(), texts(features)));
        }
        if (base.image() != null) {
            quality.put(
                    "quantisationError.image", quantisationError(base.image(), images(features)));
        }
        quality.put("codeCosine", codeCosine(new AlignedSpace(base, alignment), features));
        return quality;
    }

    static boolean isPair(BaseFeatures features) {
        return features.text() != null && features.image() != null;
    }

    private static void measureRecall(
            Base base,
            List<TrainingItem> items,
            List<BaseFeatures> features,
            TrainingSettings settings,
            Map<String, Double> quality) {
        List<BaseFeatures> fitted = new ArrayList<>();
        List<BaseFeatures> heldOut = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (isPair(features.get(i))) {
                (isHeldOut(items.get(i).itemId(), settings.seed()) ? heldOut : fitted)
                        .add(features.get(i));
            }
        }
        quality.put("heldOutPairs", (double) heldOut.size());
        if (heldOut.isEmpty()) {
            return;
        }
        Alignment alignment =
                ClosedFormAlignment.fit(base, features, fitted, settings.ridge()).alignment();
        UnifiedSpace space = new AlignedSpace(base, alignment);
        List<float[]> texts = new ArrayList<>();
        List<float[]> images = new ArrayList<>();
        for (BaseFeatures pair : heldOut) {
            texts.add(space.user(pair.text(), 1, null, 0));
            images.add(space.user(null, 0, pair.image(), 1));
        }
        quality.put("recall@10.textToImage", CrossModalRecall.at(K, texts, images));
        quality.put("recall@10.imageToText", CrossModalRecall.at(K, images, texts));
    }

    static boolean isHeldOut(String itemId, long seed) {
        return Long.remainderUnsigned(XxHash.of(seed + "/held out/" + itemId), 10) == 0;
    }

    /** The share of the squared length of base vectors that their codes lose. */
    private static double quantisationError(ModalityBase base, List<float[]> vectors) {
        double lost = 0;
        double all = 0;
        for (float[] vector : vectors) {
            float[] decoded = base.decode(base.encode(vector));
            for (int k = 0; k < vector.length; k++) {
                double error = (double) vector[k] - decoded[k];
                lost += error * error;
                all += (double) vector[k] * vector[k];
            }
        }
        return all > 0 ? lost / all : 0;
    }

    /** Mean cosine of items' unified vectors by features and by code, 0 without any direction. */
    private static double codeCosine(UnifiedSpace space, List<BaseFeatures> features) {
        double sum = 0;
        int count = 0;
        for (BaseFeatures item : features) {
            float[] exact = space.user(item.text(), 1, item.image(), 1);
            float[] coded = space.item(item.code());
            if (exact != null && coded != null) {
                for (int k = 0; k < exact.length; k++) {
                    sum += (double) exact[k] * coded[k];
                }
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static List<float[]> texts(List<BaseFeatures> features) {
        return features.stream().map(BaseFeatures::text).filter(Objects::nonNull).toList();
    }

    private static List<float[]> images(List<BaseFeatures> features) {
        return features.stream().map(BaseFeatures::image).filter(Objects::nonNull).toList();
    }

    private ModelQuality() {}
}
