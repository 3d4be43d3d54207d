// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * JVector's graph on the heap. An upsert marks the old node deleted and adds a new one; searches
 * pass over deleted nodes until they are cleared away, once for every hundredth of the index.
 */
final class JVectorContender implements Contender {
    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;
    private static final int M = Integer.getInteger("mars.bench.jvector.m", 32);
    private static final int BEAM = Integer.getInteger("mars.bench.jvector.beam", 100);
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    private final VectorizationProvider provider = VectorizationProvider.getInstance();
    private final VectorTypeSupport types = provider.getVectorTypeSupport();
    private List<VectorFloat<?>> byNode;
    private int[] keyOfNode;
    private int[] nodeOfKey;
    private RandomAccessVectorValues values;
    private GraphIndexBuilder builder;
    private ImmutableGraphIndex graph;
    private GraphSearcher searcher;
    private int deleted;

    @Override
    public String name() {
        return "jvector";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "M",
                M,
                "beamWidth",
                BEAM,
                "neighborOverflow",
                OVERFLOW,
                "alpha",
                ALPHA,
                "addHierarchy",
                true,
                "search",
                "full-precision dot product",
                "vectorization",
                provider.getClass().getSimpleName(),
                "clearsDeleted",
                "each hundredth of the index, at least 1000",
                "buildThreads",
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void build(float[][] vectors) throws IOException {
        byNode = new ArrayList<>(vectors.length);
        for (float[] vector : vectors) {
            byNode.add(types.createFloatVector(vector.clone()));
        }
        keyOfNode = IntStream.range(0, vectors.length).toArray();
        nodeOfKey = keyOfNode.clone();
        int dimensions = vectors[0].length;
        values = new ListRandomAccessVectorValues(byNode, dimensions);
        builder =
                new GraphIndexBuilder(
                        BuildScoreProvider.randomAccessScoreProvider(values, SIMILARITY),
                        dimensions,
                        M,
                        BEAM,
                        OVERFLOW,
                        ALPHA,
                        true);
        graph = builder.build(values);
        searcher = new GraphSearcher(graph);
    }

    @Override
    public int[] efforts() {
        return Contender.candidateLists();
    }

    @Override
    public int[] search(float[] query, int k, int effort) {
        SearchResult found =
                searcher.search(
                        DefaultSearchScoreProvider.exact(
                                types.createFloatVector(query), SIMILARITY, values),
                        k,
                        effort,
                        0f,
                        0f,
                        searcher.getView().liveNodes());
        int[] keys = new int[found.getNodes().length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keyOfNode[found.getNodes()[i].node];
        }
        return keys;
    }

    @Override
    public void upsert(int key, float[] vector) {
        int node = byNode.size();
        if (node == keyOfNode.length) {
            keyOfNode = Arrays.copyOf(keyOfNode, node + node / 8 + 1);
        }
        VectorFloat<?> added = types.createFloatVector(vector);
        byNode.add(added);
        keyOfNode[node] = key;
        builder.markNodeDeleted(nodeOfKey[key]);
        nodeOfKey[key] = node;
        builder.addGraphNode(node, added);
        if (++deleted >= Math.max(1_000, nodeOfKey.length / 100)) {
            settle();
        }
        searcher.setView(graph.getView());
    }

    @Override
    public void settle() {
        if (deleted > 0) {
            builder.removeDeletedNodes();
            deleted = 0;
            searcher.setView(graph.getView());
        }
    }

    /** Graph and live vectors. */
    @Override
    public long ramBytesUsed() {
        return graph.ramBytesUsed() + nodeOfKey.length * byNode.get(0).ramBytesUsed();
    }

    @Override
    public void close() throws IOException {
        searcher.close();
        builder.close();
    }
}
