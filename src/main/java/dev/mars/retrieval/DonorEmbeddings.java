package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import java.util.List;
import java.util.function.Predicate;

/**
 * The donors' user embeddings, and the ranking by them: cosine, ties by user id. Donors of whom no
 * feature is known have none and are not found; users of whom none is known find nobody.
 */
final class DonorEmbeddings {
    private final VectorIndex vectors;
    private UnifiedSpace space;

    DonorEmbeddings(VectorIndex vectors, UnifiedSpace space) {
        this.vectors = vectors;
        this.space = space;
    }

    void put(String userId, Evidence evidence) {
        float[] unit = embed(evidence);
        if (unit == null) {
            vectors.remove(userId);
        } else {
            vectors.upsert(userId, unit);
        }
    }

    void remove(String userId) {
        vectors.remove(userId);
    }

    /** Takes over a new alignment; every donor has to be put again. */
    void realign(UnifiedSpace aligned) {
        space = aligned;
    }

    List<Neighbour> nearest(Evidence evidence, int k, Predicate<String> accept) {
        float[] unit = embed(evidence);
        return unit == null ? List.of() : vectors.search(unit, k, accept);
    }

    long ramBytesUsed() {
        return vectors.ramBytesUsed();
    }

    private float[] embed(Evidence evidence) {
        return space.user(
                evidence.textMean(),
                evidence.textWeight(),
                evidence.imageMean(),
                evidence.imageWeight());
    }
}
