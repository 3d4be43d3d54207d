package dev.mars.retrieval;

/**
 * An entry that a search found.
 *
 * @param cosine in [-1, 1]
 */
public record Neighbour(String id, float cosine) {}
