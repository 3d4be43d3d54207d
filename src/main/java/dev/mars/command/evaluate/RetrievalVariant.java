// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.alignment.Method;
import dev.mars.config.MarsOptions;
import dev.mars.evaluation.ItemVectors;
import dev.mars.retrieval.Ranking;
import dev.mars.retrieval.Scoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A way to augment that is evaluated.
 *
 * @param name on the command line and in reports
 * @param meaning what is different, for people
 * @param vectors that items have
 * @param method by which the model is trained
 * @param options of the job that differ; null if it is no job
 */
record RetrievalVariant(
        String name,
        String meaning,
        ItemVectors vectors,
        Method method,
        Map<String, String> options) {
    static final String DEFAULT = "default";
    static final String RANDOM_DONORS = "random-donors";
    static final String RECENTLY_POPULAR = "recently-popular";

    /** Takes ten times as long as another; it is run when it is named. */
    static final String ALL_DONORS = "all-donors";

    /** More than any index has. */
    private static final String ALL = "1000000";

    /**
     * All of them, in the order of telling.
     *
     * @param config which cap and K are halved and doubled, and which training is the usual one
     */
    static List<RetrievalVariant> all(ReadableConfig config) {
        Method usual = config.get(MarsOptions.MODEL_METHOD);
        return List.of(
                of(DEFAULT, "the options as they are set", Map.of(), usual),
                of(
                        RANDOM_DONORS,
                        "donors by lot: what any donors are worth",
                        Map.of(MarsOptions.DONOR_RANKING.key(), Ranking.RANDOM.toString()),
                        usual),
                new RetrievalVariant(
                        RECENTLY_POPULAR,
                        "no augmentation: the 50 items with the most positives in 30 days",
                        ItemVectors.REAL,
                        usual,
                        null),
                of(
                        "same-items",
                        "donors by the very items they share (n = 1, tau 0.3)",
                        Map.of(
                                MarsOptions.NEIGHBOURS.key(),
                                "1",
                                MarsOptions.TEMPERATURE.key(),
                                "0.3"),
                        usual),
                with(
                        "random-vectors",
                        "noise in place of each item vector",
                        ItemVectors.RANDOM,
                        usual),
                of(
                        "user-embedding",
                        "donors by cosine of user embeddings",
                        Map.of(MarsOptions.DONOR_RANKING.key(), Ranking.USER_EMBEDDING.toString()),
                        usual),
                with("text-only", "items have their text alone", ItemVectors.TEXT, usual),
                with("image-only", "items have their image alone", ItemVectors.IMAGE, usual),
                of("unaligned", "PCA base without alignment", Map.of(), Method.PCA),
                of("cca", "CCA without the Stein term", Map.of(), Method.CCA),
                of(
                        "votes",
                        "no z-score: items by their weight among donors",
                        Map.of(MarsOptions.SCORE.key(), Scoring.VOTES.toString()),
                        usual),
                of(
                        ALL_DONORS,
                        "the same ranking over all donors: every neighbour, every posting",
                        Map.of(MarsOptions.NEIGHBOURS.key(), ALL, MarsOptions.POSTINGS.key(), ALL),
                        usual),
                scaled("cap-halved", "half the postings walked", config, MarsOptions.POSTINGS, 0.5),
                scaled("cap-doubled", "twice the postings", config, MarsOptions.POSTINGS, 2),
                scaled("donors-halved", "half of K donors", config, MarsOptions.DONORS, 0.5),
                scaled("donors-doubled", "twice K donors", config, MarsOptions.DONORS, 2));
    }

    /** False if it is computed here, without a run of the job. */
    boolean isJob() {
        return options != null;
    }

    /** Name of the model that it runs on; variants with the same share it. */
    String model() {
        return vectors + "-" + method;
    }

    private static RetrievalVariant of(
            String name, String meaning, Map<String, String> options, Method method) {
        return new RetrievalVariant(
                name, meaning, ItemVectors.REAL, method, new LinkedHashMap<>(options));
    }

    private static RetrievalVariant with(
            String name, String meaning, ItemVectors vectors, Method method) {
        return new RetrievalVariant(name, meaning, vectors, method, Map.of());
    }

    private static RetrievalVariant scaled(
            String name,
            String meaning,
            ReadableConfig config,
            org.apache.flink.configuration.ConfigOption<Integer> option,
            double factor) {
        int value = Math.max(1, (int) (factor * config.get(option)));
        return of(
                name,
                meaning + ", " + value,
                Map.of(option.key(), Integer.toString(value)),
                config.get(MarsOptions.MODEL_METHOD));
    }
}
