// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several ordered inputs as one. Equal entries come in the order of their inputs. */
final class Merge<T> implements Entries<T> {
    private record Head<T>(T entry, int input) {}

    private final List<Entries<T>> inputs;
    private final PriorityQueue<Head<T>> heads;

    private Merge(List<Entries<T>> inputs, Comparator<T> order) throws IOException {
        this.inputs = inputs;
        Comparator<Head<T>> byEntry = Comparator.comparing(Head::entry, order);
        heads = new PriorityQueue<>(byEntry.thenComparingInt(Head::input));
        for (int i = 0; i < inputs.size(); i++) {
            advance(i);
        }
    }

    /** Closing what this gives closes the runs, and takes their files away. */
    static <T> Merge<T> of(List<Run<T>> runs, Comparator<T> order) throws IOException {
        List<Entries<T>> inputs = new ArrayList<>(runs.size());
        try {
            for (Run<T> run : runs) {
                inputs.add(run.open());
            }
            return new Merge<>(inputs, order);
        } catch (IOException e) {
            for (Entries<T> input : inputs) {
                input.close();
            }
            throw e;
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
        for (Entries<T> input : inputs) {
            input.close();
        }
    }
}
