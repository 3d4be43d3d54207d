// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import com.github.jelmerk.knn.Item;
import com.github.jelmerk.knn.Jdk17DistanceFunctions;
import com.github.jelmerk.knn.NullProgressListener;
import com.github.jelmerk.knn.SearchResult;
import com.github.jelmerk.knn.hnsw.HnswIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * hnswlib for the JVM, with its SIMD distance. An upsert removes and inserts at once; the place of
 * what was removed is not used again, so the index has to grow.
 */
final class HnswlibContender implements Contender {
    private static final int M = Integer.getInteger("mars.bench.hnswlib.m", 16);
    private static final int EF_CONSTRUCTION =
            Integer.getInteger("mars.bench.hnswlib.ef-construction", 200);

    private HnswIndex<Integer, float[], Entry, Float> index;
    private long version;
    private int places;

    @Override
    public String name() {
        return "hnswlib";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "M",
                M,
                "efConstruction",
                EF_CONSTRUCTION,
                "removeEnabled",
                true,
                "distance",
                "VECTOR_FLOAT_256_INNER_PRODUCT",
                "buildThreads",
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void build(float[][] vectors) throws InterruptedException {
        index =
                HnswIndex.newBuilder(
                                vectors[0].length,
                                Jdk17DistanceFunctions.VECTOR_FLOAT_256_INNER_PRODUCT,
                                vectors.length)
                        .withM(M)
                        .withEfConstruction(EF_CONSTRUCTION)
                        .withRemoveEnabled()
                        .build();
        places = vectors.length;
        List<Entry> entries = new ArrayList<>(vectors.length);
        for (int key = 0; key < vectors.length; key++) {
            // A copy, so that the index's memory counts its vectors.
            entries.add(new Entry(key, vectors[key].clone(), version));
        }
        index.addAll(
                entries,
                Runtime.getRuntime().availableProcessors(),
                NullProgressListener.INSTANCE,
                Integer.MAX_VALUE);
    }

    @Override
    public int[] efforts() {
        return Contender.candidateLists();
    }

    @Override
    public int[] search(float[] query, int k, int effort) {
        index.setEf(effort);
        List<SearchResult<Entry, Float>> found = index.findNearest(query, k);
        int[] keys = new int[found.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = found.get(i).item().key();
        }
        return keys;
    }

    @Override
    public void upsert(int key, float[] vector) {
        if (places == index.getMaxItemCount()) {
            index.resize(places + places / 8 + 1);
        }
        places++;
        if (!index.add(new Entry(key, vector, ++version))) {
            throw new IllegalStateException("hnswlib refused version " + version + " of " + key);
        }
    }

    /** It keeps no account. */
    @Override
    public long ramBytesUsed() {
        return -1;
    }

    private record Entry(Integer key, float[] vector, long version)
            implements Item<Integer, float[]> {
        @Override
        public Integer id() {
            return key;
        }

        @Override
        public int dimensions() {
            return vector.length;
        }
    }
}
