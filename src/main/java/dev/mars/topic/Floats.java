// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A float array as the list that Avro's generated classes want, without a box per element.
 *
 * <p>{@link VectorReader} makes them and {@link VectorWriter} knows them; to all others it is a
 * list.
 */
final class Floats extends AbstractList<Float> implements RandomAccess {
    private final float[] elements;

    Floats(float[] elements) {
        this.elements = elements;
    }

    /** The elements of a list; shared, not copied, if it is one of ours. Null for null. */
    static float[] of(List<Float> list) {
        if (list == null) {
            return null;
        }
        if (list instanceof Floats floats) {
            return floats.elements;
        }
        float[] elements = new float[list.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = list.get(i);
        }
        return elements;
    }

    /** A list over the array, which is shared. Null for null. */
    static List<Float> list(float[] elements) {
        return elements == null ? null : new Floats(elements);
    }

    @Override
    public Float get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }
}
