// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The frozen part of a model: how features become base vectors and semantic codes. State and output
 * hold base vectors and codes, so a job keeps one base for life, and another base needs a backfill.
 */
public final class Base implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A user's evidence adds up weighted base vectors, in floats: it must stay finite. */
    private static final float MOST = 1e15f;

    private final int dimensions;
    private final ModalityBase text;
    private final ModalityBase image;
    private final long[] codeSample;
    private final String id;

    /** A base without a sample of codes. */
    public Base(int dimensions, ModalityBase text, ModalityBase image) {
        this(dimensions, text, image, new long[0]);
    }

    /**
     * @param dimensions d, the length of a base vector
     * @param text null if no item had text when the base was trained
     * @param image null if no item had an image when the base was trained
     * @param codeSample codes of items that the base was trained on, perhaps none: what the space
     *     is divided into cells by where many vectors are searched
     * @throws IllegalArgumentException if both are null, or dimensions or levels do not fit
     */
    public Base(int dimensions, ModalityBase text, ModalityBase image, long[] codeSample) {
        if (text == null && image == null) {
            throw new IllegalArgumentException(
                    "the base has neither text nor image; it must have one of them");
        }
        check("text", text, dimensions, SemanticCode.TEXT_LEVELS);
        check("image", image, dimensions, SemanticCode.IMAGE_LEVELS);
        this.dimensions = dimensions;
        this.text = text;
        this.image = image;
        this.codeSample = codeSample.clone();
        this.id = String.format("%016x", XxHash.of(content()));
    }

    public int dimensions() {
        return dimensions;
    }

    /** Null if the base lacks text. */
    public ModalityBase text() {
        return text;
    }

    /** Null if the base lacks images. */
    public ModalityBase image() {
        return image;
    }

    /**
     * Name of this very base: XXH64, as 16 lower-case hexadecimal digits, of its content in
     * big-endian order: int d; then for the text and for the image a byte, 1 if present, and if so
     * int D, mean, projection, int L, centroids, the floats as IEEE 754 bits; then the sample of
     * codes.
     */
    public String id() {
        return id;
    }

    /** Some items' codes; a copy. */
    public long[] codeSample() {
        return codeSample.clone();
    }

    /**
     * An item's features in base space, with its semantic code. A modality that the base lacks
     * counts as absent.
     *
     * @param textFeature the text encoder's vector, or null
     * @param imageFeature the image encoder's vector, or null
     * @throws IllegalArgumentException for a vector of another length than the base's, or with
     *     values so large that its base vector is not finite or has one above 1e15
     */
    public BaseFeatures project(float[] textFeature, float[] imageFeature) {
        float[] t = project("text", text, textFeature);
        float[] i = project("image", image, imageFeature);
        if (t == null && i == null) {
            return BaseFeatures.NONE;
        }
        int[] textCode = t == null ? null : text.encode(t);
        int[] imageCode = i == null ? null : image.encode(i);
        return new BaseFeatures(t, i, SemanticCode.of(textCode, imageCode));
    }

    private static float[] project(String what, ModalityBase base, float[] feature) {
        if (base == null || feature == null) {
            return null;
        }
        float[] vector = base.project(feature);
        for (float value : vector) {
            if (!(Math.abs(value) <= MOST)) {
                throw new IllegalArgumentException(
                        "%s vector gives a base vector with the value %s; its values must be of the magnitude that the base was trained with, where they are about 1: check the encoder"
                                .formatted(what, value));
            }
        }
        return vector;
    }

    private byte[] content() {
        ByteBuffer bytes =
                ByteBuffer.allocate(
                        Integer.BYTES + size(text) + size(image) + Long.BYTES * codeSample.length);
        bytes.putInt(dimensions);
        put(bytes, text);
        put(bytes, image);
        for (long code : codeSample) {
            bytes.putLong(code);
        }
        return bytes.array();
    }

    private static int size(ModalityBase base) {
        return base == null
                ? 1
                : 1
                        + 2 * Integer.BYTES
                        + Float.BYTES
                                * (base.mean().length
                                        + base.projection().length
                                        + base.centroids().length);
    }

    private static void put(ByteBuffer bytes, ModalityBase base) {
        bytes.put((byte) (base == null ? 0 : 1));
        if (base != null) {
            bytes.putInt(base.inputDimensions());
            put(bytes, base.mean());
            put(bytes, base.projection());
            bytes.putInt(base.levels());
            put(bytes, base.centroids());
        }
    }

    private static void put(ByteBuffer bytes, float[] values) {
        for (float value : values) {
            bytes.putFloat(value);
        }
    }

    private static void check(String what, ModalityBase base, int dimensions, int mostLevels) {
        if (base != null && base.dimensions() != dimensions) {
            throw new IllegalArgumentException(
                    what
                            + " base has "
                            + base.dimensions()
                            + " dimensions; the model has "
                            + dimensions
                            + "; both modalities must have the model's");
        }
        if (base != null && base.levels() > mostLevels) {
            throw new IllegalArgumentException(
                    what
                            + " base has "
                            + base.levels()
                            + " levels of centroids; a semantic code has room for "
                            + mostLevels);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Base that
                && dimensions == that.dimensions
                && Objects.equals(text, that.text)
                && Objects.equals(image, that.image)
                && Arrays.equals(codeSample, that.codeSample);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Base " + id;
    }
}
