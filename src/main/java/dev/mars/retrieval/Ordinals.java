package dev.mars.retrieval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Dense ints for ids, so that arrays can stand where maps would be slow. Released ones are used
 * again. Which int an id gets depends on the history, so nothing may be ordered by it that shows in
 * an answer: {@link #compare} orders by id.
 */
final class Ordinals {
    /** A hash map's node, its table's share, and the boxed int. */
    private static final int BYTES_PER_ENTRY = 32 + 8 + 16;

    private final Map<String, Integer> byId = new HashMap<>();
    private String[] ids = new String[16];
    private int[] released = new int[0];
    private int releasedCount;
    private int limit;

    /** The id's ordinal, or -1. */
    int find(String id) {
        Integer ordinal = byId.get(id);
        return ordinal == null ? -1 : ordinal;
    }

    /** The id's ordinal, a new one if it has none. */
    int acquire(String id) {
        Integer known = byId.get(id);
        if (known != null) {
            return known;
        }
        int ordinal = releasedCount > 0 ? released[--releasedCount] : limit++;
        if (ordinal >= ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 3 / 2);
        }
        ids[ordinal] = id;
        byId.put(id, ordinal);
        return ordinal;
    }

    void release(int ordinal) {
        byId.remove(ids[ordinal]);
        ids[ordinal] = null;
        if (releasedCount == released.length) {
            released = Arrays.copyOf(released, Math.max(16, released.length * 3 / 2));
        }
        released[releasedCount++] = ordinal;
    }

    String id(int ordinal) {
        return ids[ordinal];
    }

    boolean inUse(int ordinal) {
        return ids[ordinal] != null;
    }

    /** Order of two ordinals' ids. */
    int compare(int one, int other) {
        return ids[one].compareTo(ids[other]);
    }

    /** All ordinals are below this. */
    int limit() {
        return limit;
    }

    int size() {
        return byId.size();
    }

    long ramBytesUsed() {
        return (long) BYTES_PER_ENTRY * byId.size() + 4L * ids.length + 4L * released.length;
    }
}
