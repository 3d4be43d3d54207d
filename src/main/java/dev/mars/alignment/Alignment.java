package dev.mars.alignment;

/**
 * The part of a model that may be swapped while a job runs: the affine maps from base space into
 * the unified space.
 *
 * @param text null if the base lacks text
 * @param image null if the base lacks images
 */
public record Alignment(AffineMap text, AffineMap image) {}
