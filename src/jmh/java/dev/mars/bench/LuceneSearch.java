// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.VectorUtil;

/**
 * Searches Lucene's segments one after the other on this thread, without the query machinery above
 * them.
 */
final class LuceneSearch implements AutoCloseable {
    private final boolean rankAgain;
    private DirectoryReader reader;

    LuceneSearch(IndexWriter writer, boolean rankAgain) throws IOException {
        this.rankAgain = rankAgain;
        reader = DirectoryReader.open(writer);
    }

    void refresh() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader);
        if (newer != null) {
            reader.close();
            reader = newer;
        }
    }

    int[] search(float[] query, int k, int effort) throws IOException {
        ScoreDoc[] best = new ScoreDoc[0];
        for (LeafReaderContext leaf : reader.leaves()) {
            TopKnnCollector collector = new TopKnnCollector(Math.max(k, effort), Integer.MAX_VALUE);
            leaf.reader()
                    .searchNearestVectors(
                            LuceneContender.VECTOR, query, collector, leaf.reader().getLiveDocs());
            TopDocs found = collector.topDocs();
            ScoreDoc[] top =
                    rankAgain
                            ? found.scoreDocs
                            : Arrays.copyOf(found.scoreDocs, Math.min(k, found.scoreDocs.length));
            resolve(leaf, query, top);
            best = reader.leaves().size() == 1 && !rankAgain ? top : merge(best, top, k);
        }
        return Arrays.stream(best).mapToInt(hit -> hit.doc).toArray();
    }

    /** Puts keys in the place of document numbers, and exact scores in that of int8 ones. */
    private void resolve(LeafReaderContext leaf, float[] query, ScoreDoc[] hits)
            throws IOException {
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        NumericDocValues keys = leaf.reader().getNumericDocValues(LuceneContender.KEY);
        FloatVectorValues vectors =
                rankAgain ? leaf.reader().getFloatVectorValues(LuceneContender.VECTOR) : null;
        for (ScoreDoc hit : hits) {
            if (vectors != null) {
                vectors.advance(hit.doc);
                hit.score = VectorUtil.dotProduct(query, vectors.vectorValue());
            }
            keys.advanceExact(hit.doc);
            hit.doc = (int) keys.longValue();
        }
    }

    private static ScoreDoc[] merge(ScoreDoc[] a, ScoreDoc[] b, int k) {
        ScoreDoc[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all, Comparator.comparingDouble(hit -> -hit.score));
        return Arrays.copyOf(all, Math.min(k, all.length));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
