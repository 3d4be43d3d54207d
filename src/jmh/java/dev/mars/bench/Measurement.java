// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All contenders on one set of vectors. They live side by side, so that query rounds alternate
 * between them: what else the machine does hits all alike.
 */
final class Measurement implements AutoCloseable {
    static final int K = 32;

    /** Rounds of all queries, and how many of them come first and do not count. */
    static final int ROUNDS = 9;

    static final int WARM_UP = 4;

    private final VectorSet vectors;
    private final Consumer<String> progress;
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private final float[][] current;

    Measurement(VectorSet vectors, List<String> names, Consumer<String> progress) {
        this.vectors = vectors;
        this.progress = progress;
        current = vectors.base().clone();
        for (String name : names) {
            contenders.add(Contenders.create(name));
            figures.put(name, new Figures());
        }
    }

    Map<String, Figures> run() throws Exception {
        for (Contender contender : contenders) {
            build(contender);
        }
        progress.accept("exact neighbours");
        Recall recall = new Recall(vectors.queries(), current, K);
        for (Contender contender : contenders) {
            progress.accept("effort of " + contender.name());
            findEfforts(contender, recall);
        }
        progress.accept("queries");
        timeQueries();
        new UpsertPhases(vectors, current, figures, progress).run(contenders);
        return figures;
    }

    private void build(Contender contender) throws Exception {
        progress.accept("building " + contender.name());
        long before = HeapMeter.used();
        long started = System.nanoTime();
        contender.build(vectors.base());
        Figures of = figures.get(contender.name());
        of.buildSeconds = (System.nanoTime() - started) / 1e9;
        int size = vectors.base().length;
        of.heapBytesPerVector = (double) (HeapMeter.used() - before) / size;
        long own = contender.ramBytesUsed();
        of.bytesPerVector = own < 0 ? of.heapBytesPerVector : (double) own / size;
    }

    private void findEfforts(Contender contender, Recall recall) throws Exception {
        EffortSearch search = new EffortSearch(contender, recall);
        Figures of = figures.get(contender.name());
        of.effort95 = search.least(0.95);
        of.effort99 = search.least(0.99);
        of.recall95 = of.effort95 < 0 ? Double.NaN : search.recallAt(of.effort95);
        of.recall99 = of.effort99 < 0 ? Double.NaN : search.recallAt(of.effort99);
    }

    private void timeQueries() throws Exception {
        Map<Contender, double[]> at95 = new LinkedHashMap<>();
        Map<Contender, double[]> at99 = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contender contender : contenders) {
                Figures of = figures.get(contender.name());
                at95.computeIfAbsent(contender, c -> new double[ROUNDS])[round] =
                        microseconds(contender, of.effort95);
                at99.computeIfAbsent(contender, c -> new double[ROUNDS])[round] =
                        microseconds(contender, of.effort99);
            }
            // Nobody is always the one after the same other.
            Collections.rotate(contenders, 1);
        }
        for (Contender contender : contenders) {
            figures.get(contender.name()).query95 = median(at95.get(contender));
            figures.get(contender.name()).query99 = median(at99.get(contender));
        }
    }

    private double microseconds(Contender contender, int effort) throws Exception {
        if (effort < 0) {
            return Double.NaN;
        }
        long started = ThreadTime.now();
        for (float[] query : vectors.queries()) {
            contender.search(query, K, effort);
        }
        return (ThreadTime.now() - started) / 1e3 / vectors.queries().length;
    }

    private static double median(double[] rounds) {
        return Statistics.median(Arrays.copyOfRange(rounds, WARM_UP, ROUNDS));
    }

    List<Contender> contenders() {
        return contenders;
    }

    @Override
    public void close() throws Exception {
        for (Contender contender : contenders) {
            contender.close();
        }
    }
}
