// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A seeded world with Zipf popularity whose items all have vectors of their own, with 16
 * dimensions; each donor leans towards the items near one of them.
 */
final class LargerWorld implements UnifiedSpace {
    private static final int DIMENSIONS = 16;

    private final Random random;
    private final float[][] items;
    private final List<Donor> donors;

    LargerWorld(long seed, int donors, int items, int events) {
        random = new Random(seed);
        this.items = new float[items][];
        for (int item = 0; item < items; item++) {
            this.items[item] = new float[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                this.items[item][i] = (float) random.nextGaussian();
            }
            this.items[item] = Palette.unit(this.items[item]);
        }
        this.donors =
                IntStream.range(0, donors)
                        .mapToObj(i -> new Donor("donor-" + i, evidence(), events(events)))
                        .toList();
    }

    List<Donor> donors() {
        return donors;
    }

    Query query(int ownItems) {
        return new Query("asker", events(ownItems), evidence());
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public float[] item(long code) {
        return code == 0 ? null : items[(int) code - 1];
    }

    @Override
    public float[] user(float[] text, double textWeight, float[] image, double imageWeight) {
        return text == null ? null : Palette.unit(text);
    }

    private Evidence evidence() {
        return new Evidence(items[random.nextInt(items.length)], 1, null, 0, 0);
    }

    private List<SequenceEvent> events(int count) {
        float[] taste = items[random.nextInt(items.length)];
        List<SequenceEvent> events = new ArrayList<>();
        while (events.size() < count) {
            int item = (int) Math.pow(items.length, random.nextDouble()) - 1;
            float near = 0;
            for (int i = 0; i < DIMENSIONS; i++) {
                near += taste[i] * items[item][i];
            }
            if (random.nextFloat() < 0.3 + near) {
                int time = random.nextInt(1000);
                events.add(new SequenceEvent("item-" + item, time, "click", item + 1));
            }
        }
        return events;
    }
}
