package dev.mars.bench;

import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.DonorIndex;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.RetrievalSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One augmentation of a user with 3 own items in {@link DonorWorld}, and the same ranking computed
 * over all donors. 65,536 different users take turns, so that neighbour lists are found again only
 * where popular items make them.
 */
public class AugmentationBenchmark {
    private static final int USERS = 1 << 16;
    private static final int OWN = 3;

    /** The index, full. */
    @State(Scope.Benchmark)
    public static class Indexed {
        DonorIndex index;
        Query[] queries = new Query[USERS];
        private int next;
        private long walkedBefore;
        private long augmentations;

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
            walkedBefore = index.postingsWalked();
        }

        Query next() {
            augmentations++;
            return queries[next++ % USERS];
        }

        @TearDown
        public void tell() {
            System.out.printf(
                    "%npostings walked an augmentation %d, bytes a donor %d%n",
                    (index.postingsWalked() - walkedBefore) / augmentations,
                    index.ramBytesUsed() / index.size());
        }
    }

    /** The donors' items as a straightforward loop would keep them: vectors in one array. */
    @State(Scope.Benchmark)
    public static class Looped {
        AllDonorsLoop loop;
        int[][] queries = new int[USERS][];
        private int next;

        @Setup
        public void fill() {
            DonorWorld world = new DonorWorld();
            int[][] donors = new int[DonorWorld.DONORS][];
            for (int donor = 0; donor < DonorWorld.DONORS; donor++) {
                donors[donor] = world.draw(DonorWorld.HELD);
            }
            loop = new AllDonorsLoop(world, donors);
            for (int user = 0; user < USERS; user++) {
                queries[user] = world.draw(OWN);
            }
        }

        int[] next() {
            return queries[next++ % USERS];
        }
    }

    @Benchmark
    public Augmentation augment(Indexed state) {
        return state.index.augment(state.next());
    }

    @Benchmark
    public int[] rankAllDonors(Looped state) {
        return state.loop.rank(state.next(), RetrievalSettings.DEFAULT.topDonors());
    }
}
