package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Partitions of the unit sphere into cells, finer ones for more vectors. It comes with the model,
 * so which cell a vector is in never depends on what else is in an index. Immutable.
 */
public final class CoarseCodebook {
    /** A partition is used from this many vectors a cell on: as many as fill a block. */
    private static final int VECTORS_PER_CELL = ByteScan.LANES;

    private final int dimensions;
    private final List<Centroids> partitions;

    /**
     * @param partitions centroids of each, [cells x d], of length 1, the coarsest partition first
     */
    public CoarseCodebook(int dimensions, List<float[][]> partitions) {
        this.dimensions = dimensions;
        this.partitions = partitions.stream().map(Centroids::new).toList();
        for (Centroids centroids : this.partitions) {
            if (centroids.dimensions() != dimensions) {
                throw new IllegalArgumentException(
                        "a coarse codebook has "
                                + centroids.dimensions()
                                + " dimensions; the index has "
                                + dimensions
                                + ": use one model for both");
            }
        }
    }

    /** The model's own; without partitions, if it has none, and every search is exact. */
    public static CoarseCodebook of(UnifiedSpace space) {
        List<float[][]> partitions = new ArrayList<>();
        for (long[] codes : space.coarseCodes()) {
            float[][] units = new float[codes.length][];
            for (int i = 0; i < units.length; i++) {
                units[i] = space.item(codes[i]);
            }
            partitions.add(units);
        }
        return new CoarseCodebook(space.dimensions(), partitions);
    }

    int dimensions() {
        return dimensions;
    }

    /** The partition for so many vectors: the finest whose cells they fill, or null. */
    Centroids partition(int vectors) {
        Centroids finest = null;
        for (Centroids centroids : partitions) {
            if (finest == null || (long) centroids.count() * VECTORS_PER_CELL <= vectors) {
                finest = centroids;
            }
        }
        return finest;
    }
}
