// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What replacing vectors costs: first upserts alone, then one upsert per query. Every contender
 * gets the same keys and vectors in the same order, and each phase ends with {@link
 * Contender#settle}, which counts as part of its upserts. Upserts are timed by the clock on the
 * wall, as libraries put other threads to work on them; queries by {@link ThreadTime}.
 */
final class UpsertPhases {
    private static final long SEED = 2;

    private final VectorSet vectors;
    private final float[][] current;
    private final Map<String, Figures> figures;
    private final Consumer<String> progress;
    private final int count;
    private final int[] keys;

    /**
     * @param current vectors by key as they are indexed; kept up to date
     */
    UpsertPhases(
            VectorSet vectors,
            float[][] current,
            Map<String, Figures> figures,
            Consumer<String> progress) {
        this.vectors = vectors;
        this.current = current;
        this.figures = figures;
        this.progress = progress;
        count = vectors.fresh().length / 2;
        keys = new Random(SEED).ints(2L * count, 0, current.length).toArray();
    }

    void run(List<Contender> contenders) throws Exception {
        for (Contender contender : contenders) {
            progress.accept("upserts of " + contender.name());
            upserts(contender);
        }
        for (Contender contender : contenders) {
            progress.accept("churn of " + contender.name());
            churn(contender);
        }
        for (int i = 0; i < keys.length; i++) {
            current[keys[i]] = vectors.fresh()[i];
        }
        Recall recall = new Recall(vectors.queries(), current, Measurement.K);
        for (Contender contender : contenders) {
            Figures of = figures.get(contender.name());
            if (of.effort99 >= 0) {
                of.churnRecall = recall.of(contender, of.effort99);
            }
        }
    }

    private void upserts(Contender contender) throws Exception {
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            contender.upsert(keys[i], vectors.fresh()[i]);
        }
        contender.settle();
        figures.get(contender.name()).upsert = microseconds(System.nanoTime() - started);
    }

    private void churn(Contender contender) throws Exception {
        Figures of = figures.get(contender.name());
        if (of.effort99 < 0) {
            return;
        }
        long upserting = 0;
        long searching = 0;
        for (int i = 0; i < count; i++) {
            long started = System.nanoTime();
            contender.upsert(keys[count + i], vectors.fresh()[count + i]);
            upserting += System.nanoTime() - started;
            long upserted = ThreadTime.now();
            float[] query = vectors.queries()[i % vectors.queries().length];
            contender.search(query, Measurement.K, of.effort99);
            searching += ThreadTime.now() - upserted;
        }
        long started = System.nanoTime();
        contender.settle();
        upserting += System.nanoTime() - started;
        of.churnUpsert = microseconds(upserting);
        of.churnQuery = microseconds(searching);
    }

    private double microseconds(long nanoseconds) {
        return nanoseconds / 1e3 / count;
    }
}
