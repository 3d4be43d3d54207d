package dev.mars.alignment;

/**
 * The part of a model that may be swapped while a job runs: the affine maps from base space into
 * the unified space.
 *
 * @param text null if the base lacks text
 * @param image null if the base lacks images
 */
public record Alignment(AffineMap text, AffineMap image) {
    /** Base space as it is, both modalities side by side. */
    static Alignment identity(int dimensions) {
        float[] matrix = new float[dimensions * dimensions];
        for (int k = 0; k < dimensions; k++) {
            matrix[k * dimensions + k] = 1;
        }
        AffineMap map = new AffineMap(matrix, new float[dimensions]);
        return new Alignment(map, map);
    }
}
