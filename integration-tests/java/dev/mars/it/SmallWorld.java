// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Few items with short vectors, and options under which few users with few behaviours are donors:
 * for tests that write each record of a history themselves.
 */
final class SmallWorld {
    /** By when all items are known. */
    static final long START = 1_380_000_000_000L;

    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;
    static final int TEXT = 6;
    static final int IMAGE = 5;
    static final int ITEMS = 30;

    static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "8",
                    "mars.profile.high", "16",
                    "mars.model.dimensions", "4",
                    "mars.topic.partitions", "2",
                    "mars.job.parallelism", "2");

    /** First versions of i0, i1, …, effective a day before anything happens. */
    static List<ProducerRecord<byte[], byte[]>> items(InputRecords records) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            float[] image = i % 3 == 0 ? null : floats(IMAGE, 100 + i);
            ItemFeatures item = new ItemFeatures("i" + i, START - DAY, floats(TEXT, i), image);
            all.add(records.item(item, null, START - DAY));
        }
        return all;
    }

    /** A vector of its own for each seed. */
    static float[] floats(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() / 10);
        }
        return values;
    }

    private SmallWorld() {}
}
