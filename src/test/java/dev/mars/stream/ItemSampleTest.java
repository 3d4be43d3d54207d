// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.SmallestHashes;
import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.XxHash;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * If this fails, a model depends on how partitions interleave and how many subtasks read them: the
 * same topic would give another model each time.
 */
class ItemSampleTest {
    private static final int SIZE = 12;

    private static Inbound<ItemFeatures> version(Random random, long offset) {
        String id = "i" + random.nextInt(40);
        long time = random.nextInt(5);
        boolean retired = random.nextInt(5) == 0;
        RawRecord raw =
                new RawRecord(
                        "items",
                        Math.floorMod(id.hashCode(), 3),
                        offset,
                        time,
                        id.getBytes(),
                        retired ? null : new byte[0],
                        List.of());
        ItemFeatures features =
                retired ? null : new ItemFeatures(id, time, new float[] {offset}, null);
        return new Inbound<>(
                raw,
                retired ? Inbound.Kind.TOMBSTONE : Inbound.Kind.VALUE,
                features,
                id,
                time,
                null);
    }

    @Property(tries = 300)
    void neitherOrderNorSubtasksHaveASay(@ForAll long seed) {
        Random random = new Random(seed);
        List<Inbound<ItemFeatures>> versions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            versions.add(version(random, i));
        }
        Map<String, Float> expected = byDefinition(versions);
        Collections.shuffle(versions, random);
        SmallestHashes[] subtasks = {
            new SmallestHashes(SIZE), new SmallestHashes(SIZE), new SmallestHashes(SIZE)
        };
        ItemSample sample = new ItemSample(SIZE);
        for (Inbound<ItemFeatures> version : versions) {
            if (subtasks[version.raw().partition()].offer(version.id())) {
                sample.add(version);
            }
        }
        Map<String, Float> found = new TreeMap<>();
        for (TrainingItem item : sample.items()) {
            found.put(item.itemId(), item.text()[0]);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(sample.bytes()).isEqualTo(4L * found.size());
    }

    /** The newest version of each of the items with the smallest hashes, if it is no retirement. */
    private static Map<String, Float> byDefinition(List<Inbound<ItemFeatures>> versions) {
        Map<String, Inbound<ItemFeatures>> newest = new HashMap<>();
        versions.stream()
                .sorted(
                        Comparator.<Inbound<ItemFeatures>>comparingLong(Inbound::time)
                                .thenComparing(version -> version.raw().offset()))
                .forEach(version -> newest.put(version.id(), version));
        Map<String, Float> sample = new TreeMap<>();
        newest.values().stream()
                .sorted(
                        Comparator.comparing(
                                version -> XxHash.of(version.id()), Long::compareUnsigned))
                .limit(SIZE)
                .filter(version -> version.value() != null)
                .forEach(version -> sample.put(version.id(), version.value().text()[0]));
        return sample;
    }
}
