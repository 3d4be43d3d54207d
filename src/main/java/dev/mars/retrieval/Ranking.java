package dev.mars.retrieval;

/** What donors are ranked by. */
public enum Ranking {
    /** Set-to-set similarity of items, filled up by user embedding. */
    ITEM_SETS,
    /** Cosine of user embeddings alone. */
    USER_EMBEDDING
}
