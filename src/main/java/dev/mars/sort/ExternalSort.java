// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts more than fits in memory: entries are collected until they take {@code memory} bytes,
 * sorted, and written to a file, a run; in the end the runs are merged while they are read.
 *
 * <p>At most {@value #FAN_IN} runs are merged at once, each through a buffer of 64 KiB. When there
 * are so many of one level they become one of the next, so that an entry is written once per level,
 * and a level is {@value #FAN_IN} times as large as the one below: with 64 MiB of memory the second
 * begins at 4 GiB, the third at 256 GiB. How entries are spread, and how many are equal, has no
 * effect on memory. A run is a file that is open as long as it is needed: less than {@value
 * #FAN_IN} per level.
 *
 * <p>For one thread.
 */
public final class ExternalSort<T> {
    static final int FAN_IN = 64;

    private final TemporaryDirectory directory;
    private final Comparator<T> order;
    private final EntryFormat<T> format;
    private final long memory;
    private final List<List<Run<T>>> levels = new ArrayList<>();
    private List<T> collected = new ArrayList<>();
    private long collectedBytes;
    private long size;

    /**
     * @param directory for the files; it closes those that nobody has read
     * @param memory bytes, as the format counts them
     */
    public ExternalSort(
            TemporaryDirectory directory, Comparator<T> order, EntryFormat<T> format, long memory) {
        this.directory = directory;
        this.order = order;
        this.format = format;
        this.memory = memory;
    }

    /**
     * @throws IOException if the directory takes no more
     */
    public void add(T entry) throws IOException {
        collected.add(entry);
        collectedBytes += format.bytes(entry);
        size++;
        if (collectedBytes >= memory) {
            spill(sortedCollected(), 0);
        }
    }

    /** Entries that were added. */
    public long size() {
        return size;
    }

    /** All entries in order, once; nothing can be added any more. */
    public Entries<T> sorted() throws IOException {
        if (levels.isEmpty()) {
            return sortedCollected();
        }
        if (!collected.isEmpty()) {
            spill(sortedCollected(), 0);
        }
        List<Run<T>> left = new ArrayList<>();
        // The upper levels are the older ones.
        for (int level = levels.size() - 1; level >= 0; level--) {
            left.addAll(levels.get(level));
        }
        while (left.size() > FAN_IN) {
            List<Run<T>> last = left.subList(left.size() - FAN_IN, left.size());
            Run<T> merged = merged(last);
            last.clear();
            left.add(merged);
        }
        return new Merge<>(left, order);
    }

    private void spill(Entries<T> entries, int level) throws IOException {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<Run<T>> runs = levels.get(level);
        runs.add(Run.write(directory, entries, format));
        if (runs.size() == FAN_IN) {
            List<Run<T>> full = List.copyOf(runs);
            runs.clear();
            spill(new Merge<>(full, order), level + 1);
        }
    }

    private Run<T> merged(List<Run<T>> runs) throws IOException {
        return Run.write(directory, new Merge<>(runs, order), format);
    }

    private Entries<T> sortedCollected() {
        List<T> entries = collected;
        collected = new ArrayList<>();
        collectedBytes = 0;
        entries.sort(order);
        var iterator = entries.iterator();
        return new Entries<>() {
            @Override
            public T next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
