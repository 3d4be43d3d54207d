package dev.mars.alignment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Recall@k from one modality to the other: for what share of the pairs is the query's own partner
 * among the k most similar of all partners, by cosine? Chance is k / n. A tie counts against, so a
 * space in which all is alike scores 0.
 */
final class CrossModalRecall {
    /**
     * @param queries unified vectors, one a pair; null for a query without a direction, which is a
     *     miss
     * @param partners the other modality's, in the same order
     */
    static double at(int k, List<float[]> queries, List<float[]> partners) {
        long hits =
                IntStream.range(0, queries.size())
                        .parallel()
                        .filter(i -> isHit(k, queries.get(i), i, partners))
                        .count();
        return (double) hits / queries.size();
    }

    private static boolean isHit(int k, float[] query, int own, List<float[]> partners) {
        if (query == null || partners.get(own) == null) {
            return false;
        }
        float similarity = dot(query, partners.get(own));
        int before = 0;
        for (int j = 0; j < partners.size() && before < k; j++) {
            float[] partner = partners.get(j);
            if (j != own && partner != null && dot(query, partner) >= similarity) {
                before++;
            }
        }
        return before < k;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private CrossModalRecall() {}
}
