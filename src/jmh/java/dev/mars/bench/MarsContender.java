package dev.mars.bench;

import dev.mars.retrieval.FlatVectorIndex;
import dev.mars.retrieval.Neighbour;
import dev.mars.retrieval.VectorIndex;
import java.util.List;
import java.util.Map;

/** Our own index. */
final class MarsContender implements Contender {
    private VectorIndex index;
    private String[] ids;

    @Override
    public String name() {
        return "mars";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("index", "FlatVectorIndex", "search", "exact");
    }

    @Override
    public void build(float[][] vectors) {
        index = new FlatVectorIndex(vectors[0].length);
        ids = new String[vectors.length];
        for (int key = 0; key < vectors.length; key++) {
            ids[key] = Integer.toString(key);
            index.upsert(ids[key], vectors[key]);
        }
    }

    @Override
    public int[] efforts() {
        return new int[] {1};
    }

    @Override
    public int[] search(float[] query, int k, int effort) {
        List<Neighbour> found = index.search(query, k, id -> true);
        int[] keys = new int[found.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Integer.parseInt(found.get(i).id());
        }
        return keys;
    }

    @Override
    public void upsert(int key, float[] vector) {
        index.upsert(ids[key], vector);
    }

    @Override
    public long ramBytesUsed() {
        return index.ramBytesUsed();
    }
}
