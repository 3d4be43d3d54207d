// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * The unified space that a base and an alignment span.
 *
 * <p>A code stands for a sum of centroids, and the alignment is affine, so z = b + Σ A c_l: the
 * products A c_l are tabled per level and centroid, and an item costs seven additions of vectors,
 * in ascending level order. Only directions count: where z is 0 (items that are all alike) or not
 * finite there is none, and that modality adds nothing; an item or user with no direction at all is
 * null.
 */
final class AlignedSpace implements UnifiedSpace {
    private final int dimensions;
    private final long[] codeSample;
    private final AffineMap text;
    private final AffineMap image;
    private final float[][][] textTable;
    private final float[][][] imageTable;

    AlignedSpace(Base base, Alignment alignment) {
        this.dimensions = base.dimensions();
        this.codeSample = base.codeSample();
        this.text = alignment.text();
        this.image = alignment.image();
        this.textTable = table(base.text(), text);
        this.imageTable = table(base.image(), image);
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public long[] codeSample() {
        return codeSample.clone();
    }

    @Override
    public float[] item(long code) {
        float[] t = null;
        if (text != null && SemanticCode.hasText(code)) {
            t = text.bias().clone();
            for (int level = 0; level < textTable.length; level++) {
                add(textTable[level][SemanticCode.text(code, level)], t);
            }
        }
        float[] i = null;
        if (image != null && SemanticCode.hasImage(code)) {
            i = image.bias().clone();
            for (int level = 0; level < imageTable.length; level++) {
                add(imageTable[level][SemanticCode.image(code, level)], i);
            }
        }
        return blend(t, 1, i, 1);
    }

    @Override
    public float[] user(
            float[] textMean, double textWeight, float[] imageMean, double imageWeight) {
        float[] t = text == null || textMean == null ? null : text.apply(textMean);
        float[] i = image == null || imageMean == null ? null : image.apply(imageMean);
        return blend(t, textWeight, i, imageWeight);
    }

    /** norm(w_t norm(z_t) + w_i norm(z_i)); null for what there is not. Changes z. */
    private static float[] blend(float[] zt, double wt, float[] zi, double wi) {
        float[] t = wt > 0 ? direction(zt) : null;
        float[] i = wi > 0 ? direction(zi) : null;
        if (t == null || i == null) {
            return t == null ? i : t;
        }
        // Weights decay without bound; their shares do not.
        float textShare = (float) (wt / (wt + wi));
        float imageShare = (float) (wi / (wt + wi));
        for (int k = 0; k < t.length; k++) {
            t[k] = textShare * t[k] + imageShare * i[k];
        }
        return direction(t);
    }

    /** z at length 1, in place, or null if it has no direction. */
    static float[] direction(float[] z) {
        if (z == null) {
            return null;
        }
        double squares = 0;
        for (float value : z) {
            squares += (double) value * value;
        }
        if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
            return null;
        }
        double length = StrictMath.sqrt(squares);
        for (int k = 0; k < z.length; k++) {
            z[k] = (float) (z[k] / length);
        }
        return z;
    }

    private static void add(float[] term, float[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += term[k];
        }
    }

    /** A c by level and centroid, or null for a modality that there is not. */
    private static float[][][] table(ModalityBase base, AffineMap map) {
        if (base == null) {
            return null;
        }
        int d = base.dimensions();
        float[][][] table = new float[base.levels()][Codebook.SIZE][];
        float[] centroid = new float[d];
        for (int level = 0; level < base.levels(); level++) {
            for (int c = 0; c < Codebook.SIZE; c++) {
                int offset = (level * Codebook.SIZE + c) * d;
                System.arraycopy(base.centroids(), offset, centroid, 0, d);
                table[level][c] = map.applyLinear(centroid);
            }
        }
        return table;
    }
}
