package dev.mars.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The exact search: every vector is compared.
 *
 * <p>A query costs one pass over memory, 4 d bytes a vector, and an upsert 4 d bytes in all; up to
 * some ten thousand vectors nothing cleverer is worth its recall. A vector's place depends on the
 * history, its rank does not: the order is by cosine and id alone.
 */
public final class FlatVectorIndex implements VectorIndex {
    /** Blocks scanned before their dot products are looked at: few enough to stay in the cache. */
    private static final int CHUNK = 64;

    private final int dimensions;
    private final BlockScan scan;
    private final Ordinals slots = new Ordinals();
    private final TopK best = new TopK((slot, than) -> slots.compare(slot, than) < 0);
    private final float[] dots = new float[CHUNK * BlockScan.LANES];
    private float[] blocks = new float[0];

    public FlatVectorIndex(int dimensions) {
        this(dimensions, BlockScan.fastest());
    }

    FlatVectorIndex(int dimensions, BlockScan scan) {
        if (dimensions < 1) {
            throw new IllegalArgumentException(
                    "dimensions is " + dimensions + "; a vector index needs 1 or more");
        }
        this.dimensions = dimensions;
        this.scan = scan;
    }

    @Override
    public void upsert(String id, float[] unit) {
        check(id, unit);
        int slot = slots.acquire(id);
        int stride = dimensions * BlockScan.LANES;
        int needed = Math.multiplyExact(slot / BlockScan.LANES + 1, stride);
        if (needed > blocks.length) {
            int grown = (int) Math.min(Integer.MAX_VALUE - 8L, blocks.length * 3L / 2);
            blocks = Arrays.copyOf(blocks, Math.max(needed, grown / stride * stride));
        }
        int at = slot / BlockScan.LANES * stride + slot % BlockScan.LANES;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            blocks[at + dimension * BlockScan.LANES] = unit[dimension];
        }
    }

    @Override
    public void remove(String id) {
        int slot = slots.find(id);
        if (slot >= 0) {
            slots.release(slot);
        }
    }

    @Override
    public List<Neighbour> search(float[] unit, int k, Predicate<String> accept) {
        check("the query", unit);
        best.reset(k, slots.size());
        int limit = slots.limit();
        int all = (limit + BlockScan.LANES - 1) / BlockScan.LANES;
        for (int first = 0; first < all; first += CHUNK) {
            scan.dots(unit, blocks, first, Math.min(CHUNK, all - first), dots);
            int base = first * BlockScan.LANES;
            int end = Math.min(limit - base, dots.length);
            for (int i = 0; i < end; i++) {
                float cosine = Math.min(1f, Math.max(-1f, dots[i]));
                int slot = base + i;
                if (cosine >= best.threshold()
                        && slots.inUse(slot)
                        && best.admits(cosine, slot)
                        && accept.test(slots.id(slot))) {
                    best.offer(cosine, slot);
                }
            }
        }
        return drained();
    }

    private List<Neighbour> drained() {
        int[] found = new int[best.size()];
        double[] cosines = new double[found.length];
        best.drain(found, cosines);
        List<Neighbour> result = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            result.add(new Neighbour(slots.id(found[i]), (float) cosines[i]));
        }
        return result;
    }

    @Override
    public int size() {
        return slots.size();
    }

    @Override
    public long ramBytesUsed() {
        return 4L * blocks.length + 4L * dots.length + slots.ramBytesUsed();
    }

    private void check(String id, float[] unit) {
        if (unit.length != dimensions) {
            throw new IllegalArgumentException(
                    "the vector of "
                            + id
                            + " has "
                            + unit.length
                            + " dimensions; this index has "
                            + dimensions
                            + ": use one model for both");
        }
        for (float value : unit) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "the vector of "
                                + id
                                + " holds "
                                + value
                                + "; only finite values can be ranked: look at the model");
            }
        }
    }
}
