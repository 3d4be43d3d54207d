// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.DonorIndex;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.RetrievalSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One augmentation of a user with 3 own items in {@link DonorWorld}, and the same ranking computed
 * over all donors. 65,536 different users take turns, so that neighbour lists are found again only
 * where popular items make them.
 */
public class AugmentationBenchmark {
    static final int USERS = 1 << 16;
    static final int OWN = 3;

    /** The index, full. */
    @State(Scope.Benchmark)
    public static class Indexed {
        private final Query[] queries = new Query[USERS];
        private DonorIndex index;
        private int next;

        @Setup
        public void fill() {
            DonorWorld world = new DonorWorld();
            index = new DonorIndex(RetrievalSettings.DEFAULT, world);
            for (int donor = 0; donor < DonorWorld.DONORS; donor++) {
                index.upsert(world.donor(donor, world.draw(DonorWorld.HELD)));
            }
            for (int user = 0; user < USERS; user++) {
                queries[user] = world.query(user, world.draw(OWN));
            }
        }
    }

    /** The donors' items as a straightforward loop would keep them: vectors in one array. */
    @State(Scope.Benchmark)
    public static class Looped {
        private final int[][] queries = new int[USERS][];
        private AllDonorsLoop loop;
        private int next;

        @Setup
        public void fill() {
            DonorWorld world = new DonorWorld();
            int[][] donors = new int[DonorWorld.DONORS][];
            for (int donor = 0; donor < DonorWorld.DONORS; donor++) {
                donors[donor] = world.draw(DonorWorld.HELD);
            }
            loop = new AllDonorsLoop(world, donors, OWN);
            for (int user = 0; user < USERS; user++) {
                queries[user] = world.draw(OWN);
            }
        }
    }

    @Benchmark
    public Augmentation augment(Indexed state) {
        return state.index.augment(state.queries[state.next++ % USERS]);
    }

    @Benchmark
    public int[] rankAllDonors(Looped state) {
        return state.loop.rank(
                state.queries[state.next++ % USERS], RetrievalSettings.DEFAULT.topDonors());
    }

    @Benchmark
    public int[] rankAllDonorsByTable(Looped state) {
        return state.loop.rankByTable(
                state.queries[state.next++ % USERS], RetrievalSettings.DEFAULT.topDonors());
    }
}
