// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several runs as one. Equal entries come in the order of their runs. */
final class Merge<T> implements Entries<T> {
    private record Head<T>(T entry, int input) {}

    private final List<Run<T>> runs;
    private final List<Entries<T>> inputs;
    private final PriorityQueue<Head<T>> heads;

    /** Closing it closes the runs. */
    Merge(List<Run<T>> runs, Comparator<T> order) throws IOException {
        this.runs = List.copyOf(runs);
        inputs = this.runs.stream().map(Run::open).toList();
        Comparator<Head<T>> byEntry = Comparator.comparing(Head::entry, order);
        heads = new PriorityQueue<>(byEntry.thenComparingInt(Head::input));
        for (int i = 0; i < inputs.size(); i++) {
            advance(i);
        }
    }

    @Override
    public T next() throws IOException {
        Head<T> least = heads.poll();
        if (least == null) {
            return null;
        }
        advance(least.input());
        return least.entry();
    }

    private void advance(int input) throws IOException {
        T entry = inputs.get(input).next();
        if (entry != null) {
            heads.add(new Head<>(entry, input));
        }
    }

    @Override
    public void close() throws IOException {
        for (Run<T> run : runs) {
            run.close();
        }
    }
}
