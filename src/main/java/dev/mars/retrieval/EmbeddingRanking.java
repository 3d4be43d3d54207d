package dev.mars.retrieval;

import java.util.List;

/** Ranks donors by the cosine of user embeddings alone: the paper's retrieval, kept to compare. */
final class EmbeddingRanking {
    private final RetrievalSettings settings;
    private final Ordinals donorIds;
    private final DonorEmbeddings embeddings;

    EmbeddingRanking(RetrievalSettings settings, Ordinals donorIds, DonorEmbeddings embeddings) {
        this.settings = settings;
        this.donorIds = donorIds;
        this.embeddings = embeddings;
    }

    RankedDonors rank(Query query) {
        List<Neighbour> nearest =
                embeddings.nearest(
                        query.evidence(), settings.topDonors(), id -> !id.equals(query.userId()));
        int[] donors = new int[nearest.size()];
        double[] similarities = new double[donors.length];
        for (int i = 0; i < donors.length; i++) {
            donors[i] = donorIds.find(nearest.get(i).id());
            similarities[i] = nearest.get(i).cosine();
        }
        return new RankedDonors(donors, similarities);
    }
}
