// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Unit vectors by key, and the nearest of them to a query: items near an item, donors near a user.
 *
 * <p>An inverted file (IVF; Jégou, Douze, Schmid 2011, without residuals): vectors lie in the cell
 * of a coarse centroid near them ({@link Centroids}), and a search scans cells, those with
 * centroids near the query first ({@link CellOrder}), as many as it takes ({@link Effort}). It
 * reads one byte a dimension ({@link ByteScan}), and of the few vectors whose coarse score comes
 * near the k-th best also the other byte, which gives the cosine exactly ({@link FixedPoint}). Up
 * to {@value #EXACT_UP_TO} vectors, or without a codebook, all cells are scanned, with a margin
 * that no coarse score can be wrong by: that search is exact.
 *
 * <p>A search of that kind stops by what it finds. Where a collection is in several indexes, it
 * would stop elsewhere in each; {@link #searchCells} scans a number of cells that is given.
 *
 * <p>Results are a function of what is in the index, whatever the order of the operations that put
 * it there (DESIGN, law 5): the centroids come with the model, the partition depends on the number
 * of vectors, and the order is by cosine, descending, then by the keys' own order. All is integer
 * arithmetic, so it has the same bits on every machine (law 6). A graph of neighbours (HNSW) has
 * neither property, and an upsert there costs a search or more; here it costs a look at a few of
 * the centroids. When the number of vectors passes a partition's bounds all vectors are moved,
 * about a microsecond each.
 *
 * <p>Keys are small ints, as memory of 8 bytes is held for each up to the largest. For one thread.
 */
public final class VectorIndex {
    /** Up to here, a scan of all costs no more than finding cells and scanning some. */
    static final int EXACT_UP_TO = 8192;

    /** Most searches scan no more cells. */
    private static final int USUAL_CELLS = 64;

    /** A cell counts as so many of mean size at most. */
    private static final int MOST_SIZES = 4;

    private static final int ABSENT = -1;

    /** Stands for the query where a vector is named by its key. */
    private static final int QUERY = -1;

    private final CoarseCodebook codebook;
    private final ByteScan scan;
    private final int exactUpTo;
    private final int dimensions;
    private final TopK best;
    private final Candidates candidates = new Candidates();
    private final Shortlist shortlist;
    private final CellOrder order;
    private final short[] fixed;
    private final CoarseQuery coarse;
    private Effort effort = Effort.DEFAULT;
    private Centroids centroids;
    private Centroids.Scores ofCentroids = Centroids.Scores.NONE;
    private short[] scores = new short[0];
    private int[] above = ByteScan.NONE;
    private Cell[] cells;
    private int[] cellOf = new int[0];
    private int[] slotOf = new int[0];
    private int size;

    /** What the partition is chosen by, or -1: the number of vectors. */
    private int population = -1;

    /** The order of keys whose vectors are equally near. */
    public interface KeyOrder {
        /** Negative if the first key comes first, positive if the other does. */
        int compare(int key, int other);
    }

    /**
     * @param ties must order the keys that are present by something that does not depend on history
     */
    public VectorIndex(CoarseCodebook codebook, KeyOrder ties) {
        this(codebook, ties, ByteScan.fastest(), EXACT_UP_TO);
    }

    VectorIndex(CoarseCodebook codebook, KeyOrder ties, ByteScan scan, int exactUpTo) {
        this.codebook = codebook;
        this.scan = scan;
        this.exactUpTo = exactUpTo;
        dimensions = codebook.dimensions();
        if (dimensions < 1 || dimensions > FixedPoint.MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "dimensions is "
                            + dimensions
                            + "; a vector index needs 1 to "
                            + FixedPoint.MOST_DIMENSIONS);
        }
        shortlist = new Shortlist(scan, dimensions);
        order = new CellOrder(scan);
        fixed = new short[dimensions];
        coarse = new CoarseQuery(dimensions);
        best = new TopK((key, than) -> ties.compare(key, than) < 0);
        cells = new Cell[] {new Cell(dimensions)};
    }

    /** How hard {@link #search} tries from now on; {@link Effort#DEFAULT} until then. */
    public void tryAs(Effort effort) {
        this.effort = effort;
    }

    /**
     * Adds a vector or replaces the one of this key.
     *
     * @param key 0 or more
     * @param unit of the index's dimensions and of length 1; not kept
     * @throws IllegalArgumentException if it has other dimensions or another length
     */
    public void upsert(int key, float[] unit) {
        encode(unit, key);
        if (key >= cellOf.length) {
            int grown = Math.max(key + 1, cellOf.length * 9 / 8);
            int known = cellOf.length;
            cellOf = Arrays.copyOf(cellOf, grown);
            slotOf = Arrays.copyOf(slotOf, grown);
            Arrays.fill(cellOf, known, grown, ABSENT);
        }
        int cell = cellOfVector();
        if (cellOf[key] == cell) {
            cells[cell].write(slotOf[key], fixed);
            return;
        }
        remove(key);
        put(cell, key);
        size++;
        if (population() > exactUpTo) {
            layOut();
        }
    }

    /** Removes a vector; nothing happens if there is none. */
    public void remove(int key) {
        if (!contains(key)) {
            return;
        }
        Cell cell = cells[cellOf[key]];
        int slot = slotOf[key];
        cell.remove(slot);
        if (slot < cell.size()) {
            slotOf[cell.key(slot)] = slot;
        }
        cellOf[key] = ABSENT;
        size--;
    }

    public boolean contains(int key) {
        return key < cellOf.length && cellOf[key] != ABSENT;
    }

    /**
     * The nearest vectors.
     *
     * @param unit as in {@link #upsert}
     * @param k results at most, 0 or more
     */
    public Neighbours search(float[] unit, int k) {
        if (isExact(k)) {
            return searchExactly(unit, k);
        }
        layOut();
        encode(unit, QUERY);
        begin(k, (int) Math.ceil(effort.margin() * coarse.one()));
        scanUntilNothingIsFound();
        return nearest(k);
    }

    /** Until so many vectors in a row bring nothing among the k best, see {@link Effort}. */
    private void scanUntilNothingIsFound() {
        order.start(coarse, Math.max(USUAL_CELLS, effort.patience()));
        long patience = (long) effort.patience() * size;
        // A cell of a thousand items with one picture says no more than a few others do.
        int most = MOST_SIZES * size / cells.length + 1;
        int before = Integer.MIN_VALUE;
        long inVain = 0;
        for (int place = 0; place < cells.length && inVain * cells.length < patience; place++) {
            int cell = order.cell(place);
            scan(cell);
            int kth = candidates.kth();
            boolean nothing = kth == before && kth != Integer.MIN_VALUE;
            inVain = nothing ? inVain + Math.min(cells[cell].size(), most) : 0;
            before = kth;
        }
    }

    /**
     * The nearest of the vectors in the cells that come first in the {@link CellOrder}: a fixed
     * number of cells, whatever is in them. So it can be asked of the parts of a collection one by
     * one: the k best of all their answers are the answer of one index over the whole, provided
     * that all go by the same partition, see {@link #partitionFor}. For the cells scanned follow
     * from the query, the codebook and that number alone; a vector's cell, from the vector; and
     * within the cells the search is exact, so whoever is among the k best of all the vectors in
     * them is so among those of their own part.
     *
     * @param unit as in {@link #upsert}
     * @param k results at most, 0 or more
     * @param most cells that are scanned; up to {@value #EXACT_UP_TO} vectors of the whole it is
     *     all
     */
    public Neighbours searchCells(float[] unit, int k, int most) {
        if (isExact(k)) {
            return searchExactly(unit, k);
        }
        layOut();
        encode(unit, QUERY);
        begin(k, mostError());
        order.start(coarse, most);
        for (int place = 0; place < Math.min(most, cells.length); place++) {
            scan(order.cell(place));
        }
        return nearest(k);
    }

    private boolean isExact(int k) {
        return k == 0 || population() <= exactUpTo || codebook.partition(population()) == null;
    }

    private int population() {
        return population < 0 ? size : population;
    }

    /**
     * Sets the number by which the partition is chosen, which is that of the vectors here until
     * then: of a part of a collection, the number of the whole.
     */
    public void partitionFor(int count) {
        population = count;
    }

    /** The same without fail: all vectors are compared. */
    public Neighbours searchExactly(float[] unit, int k) {
        encode(unit, QUERY);
        if (k == 0) {
            return Neighbours.NONE;
        }
        begin(k, mostError());
        for (int cell = 0; cell < cells.length; cell++) {
            scan(cell);
        }
        return nearest(k);
    }

    /** Of all of the vectors, however many more are asked for. */
    private void begin(int k, int margin) {
        candidates.reset(Math.max(1, Math.min(k, size)), margin);
    }

    private void scan(int number) {
        Cell cell = cells[number];
        if (cell.size() == 0) {
            return;
        }
        int blocks = cell.blocks();
        if (above.length < blocks) {
            above = new int[blocks * 5 / 4 + 1];
            scores = new short[above.length * Blocks.LANES];
        }
        int found = scan.dots(coarse, cell.high(), 0, blocks, scores, candidates.bar(), above);
        for (int i = 0; i < found; i++) {
            int first = above[i] * Blocks.LANES;
            int end = Math.min(first + Blocks.LANES, cell.size());
            candidates.offer(scores, first, end, number);
        }
    }

    private Neighbours nearest(int k) {
        int count = candidates.finish();
        int error = (mostError() + 1) / 2;
        double unit = (double) FixedPoint.ONE * FixedPoint.ONE / coarse.one();
        best.reset(k, count);
        // The k best by coarse score come first, so most after the first batch are out.
        for (int i = 0; i < count; ) {
            shortlist.start(fixed);
            for (; i < count && !shortlist.isFull(); i++) {
                if ((candidates.score(i) + error) * unit >= best.threshold()) {
                    shortlist.add(cells[candidates.cell(i)], candidates.slot(i));
                }
            }
            shortlist.compare();
            for (int place = 0; place < shortlist.size(); place++) {
                best.offer(shortlist.dot(place), shortlist.key(place));
            }
        }
        int[] keys = new int[best.size()];
        double[] dots = new double[keys.length];
        best.drain(keys, dots);
        float[] cosines = new float[keys.length];
        int[] exact = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            exact[i] = (int) dots[i];
            cosines[i] = FixedPoint.cosine(exact[i]);
        }
        return new Neighbours(keys, cosines, exact);
    }

    /**
     * What two coarse scores, one too high and one too low, can be wrong by at most: the high byte
     * leaves out up to 128 of {@link FixedPoint#ONE} in each dimension, and the coarse query up to
     * half a unit.
     */
    private int mostError() {
        long sum = 0;
        for (short value : fixed) {
            sum += Math.abs(value);
        }
        double root = Math.sqrt(dimensions);
        double ofVector = 128.0 / FixedPoint.ONE * sum / FixedPoint.ONE;
        double ofQuery = root * (1.01 + root / 254) / (2 * coarse.scale());
        return (int) Math.ceil(2 * coarse.one() * (ofVector + ofQuery)) + 2;
    }

    private void put(int cell, int key) {
        slotOf[key] = cells[cell].add(key, fixed);
        cellOf[key] = cell;
    }

    private int cellOfVector() {
        return centroids == null ? 0 : centroids.nearest(scan, coarse, ofCentroids);
    }

    private void layOut() {
        Centroids partition = codebook.partition(population());
        if (partition == centroids) {
            return;
        }
        Cell[] before = cells;
        centroids = partition;
        ofCentroids = partition.scores();
        order.follow(partition);
        cells = new Cell[partition.count()];
        Arrays.setAll(cells, i -> new Cell(dimensions));
        short[] query = fixed.clone();
        for (int i = 0; i < before.length; i++) {
            Cell cell = before[i];
            before[i] = null;
            for (int slot = 0; slot < cell.size(); slot++) {
                cell.read(slot, fixed);
                coarse.set(fixed);
                put(cellOfVector(), cell.key(slot));
            }
        }
        System.arraycopy(query, 0, fixed, 0, dimensions);
        coarse.set(fixed);
    }

    private void encode(float[] unit, int key) {
        if (unit.length != dimensions) {
            throw new IllegalArgumentException(
                    named(key)
                            + " has "
                            + unit.length
                            + " dimensions; this index has "
                            + dimensions
                            + ": use one model for both");
        }
        if (!FixedPoint.encode(unit, fixed)) {
            throw new IllegalArgumentException(
                    named(key)
                            + " is not finite or not of length 1; only unit vectors can be ranked:"
                            + " look at the model");
        }
        coarse.set(fixed);
    }

    private static String named(int key) {
        return key == QUERY ? "the query" : "the vector of key " + key;
    }

    public int size() {
        return size;
    }

    /** Bytes held, the codebook's included. */
    public long ramBytesUsed() {
        long bytes =
                8L * cellOf.length
                        + 2L * scores.length
                        + 4L * above.length
                        + ofCentroids.ramBytesUsed();
        bytes += candidates.ramBytesUsed() + shortlist.ramBytesUsed() + order.ramBytesUsed();
        bytes += (centroids == null ? 0 : centroids.ramBytesUsed());
        for (Cell cell : cells) {
            bytes += 4 + cell.ramBytesUsed();
        }
        return bytes;
    }
}
