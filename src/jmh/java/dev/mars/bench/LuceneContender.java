// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene's HNSW graph over mapped files in a temporary directory, merged to one segment when built.
 * Updates are searchable at the next refresh, which comes every {@value #REFRESH} upserts; merges
 * run in the thread that causes them, so that a refresh pays for them.
 */
final class LuceneContender implements Contender {
    static final String KEY = "key";
    static final String VECTOR = "vector";
    private static final int REFRESH = 100;
    private static final int M = Integer.getInteger("mars.bench.lucene.m", 16);
    private static final int BEAM = Integer.getInteger("mars.bench.lucene.beam", 200);
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final boolean quantised;
    private final ExecutorService threads = Executors.newFixedThreadPool(CORES);
    private Path path;
    private Directory directory;
    private IndexWriter writer;
    private LuceneSearch search;
    private int pending;

    /**
     * @param quantised search int8 vectors, then rank the candidates again by full precision
     */
    LuceneContender(boolean quantised) {
        this.quantised = quantised;
    }

    @Override
    public String name() {
        return quantised ? "lucene-int8" : "lucene";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("maxConn", M);
        settings.put("beamWidth", BEAM);
        settings.put("vectors", quantised ? "int8, candidates ranked again by float" : "float");
        settings.put("directory", "MMapDirectory");
        settings.put("segments", 1);
        settings.put("refreshEveryUpserts", REFRESH);
        settings.put("buildThreads", CORES);
        return settings;
    }

    @Override
    public void build(float[][] vectors) throws Exception {
        path = Files.createTempDirectory("mars-bench-lucene");
        directory = new MMapDirectory(path);
        IndexWriterConfig config = new IndexWriterConfig();
        config.setCodec(codec());
        config.setRAMBufferSizeMB(1_900);
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setUseCompoundFile(false);
        writer = new IndexWriter(directory, config);
        List<Future<?>> parts = new ArrayList<>();
        for (int part = 0; part < CORES; part++) {
            int first = part;
            parts.add(
                    threads.submit(
                            () -> {
                                for (int key = first; key < vectors.length; key += CORES) {
                                    writer.addDocument(document(key, vectors[key]));
                                }
                                return null;
                            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        writer.forceMerge(1);
        writer.commit();
        search = new LuceneSearch(writer, quantised);
    }

    private Codec codec() {
        KnnVectorsFormat format =
                quantised
                        ? new Lucene99HnswScalarQuantizedVectorsFormat(
                                M, BEAM, CORES, 7, false, null, threads)
                        : new Lucene99HnswVectorsFormat(M, BEAM, CORES, threads);
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    private static Document document(int key, float[] vector) {
        Document document = new Document();
        document.add(new StringField(KEY, Integer.toString(key), Field.Store.NO));
        document.add(new NumericDocValuesField(KEY, key));
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return document;
    }

    @Override
    public int[] efforts() {
        return Contender.candidateLists();
    }

    @Override
    public int[] search(float[] query, int k, int effort) throws IOException {
        return search.search(query, k, effort);
    }

    @Override
    public void upsert(int key, float[] vector) throws IOException {
        writer.updateDocument(new Term(KEY, Integer.toString(key)), document(key, vector));
        if (++pending == REFRESH) {
            settle();
        }
    }

    @Override
    public void settle() throws IOException {
        if (pending > 0) {
            search.refresh();
            pending = 0;
        }
    }

    /** Its files, which are in memory while they are searched. */
    @Override
    public long ramBytesUsed() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        search.close();
        writer.close();
        for (String file : directory.listAll()) {
            directory.deleteFile(file);
        }
        directory.close();
        Files.deleteIfExists(path.resolve(IndexWriter.WRITE_LOCK_NAME));
        Files.deleteIfExists(path);
        threads.shutdownNow();
    }
}
