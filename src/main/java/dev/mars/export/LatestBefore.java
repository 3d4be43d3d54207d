// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The as-of join of a trainer: what was known of a user right before an impression.
 *
 * <p>An output at t includes the behaviours at t. What a server had in hand for an impression at t
 * is therefore the latest output with {@code asOf} strictly before t; one of the same millisecond
 * would tell the model of the click that it is to foretell.
 *
 * <pre>{@code
 * LatestBefore<AugmentedSequence> known = new LatestBefore<>(outputs, AugmentedSequence::getAsOf);
 * known.at(impression.time()).ifPresent(sequence -> ...);
 * }</pre>
 *
 * <p>A look-up takes the logarithm of the number of outputs. Safe for many threads.
 *
 * @param <T> an output
 */
public final class LatestBefore<T> {
    private final List<T> outputs;
    private final long[] times;

    /**
     * @param outputs of one user, by ascending asOf, as an export has them day after day
     * @param asOf of an output, milliseconds since the epoch
     * @throws IllegalArgumentException if an output is older than the one before it
     */
    public LatestBefore(List<? extends T> outputs, ToLongFunction<? super T> asOf) {
        this.outputs = List.copyOf(outputs);
        times = this.outputs.stream().mapToLong(asOf).toArray();
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[i - 1]) {
                throw new IllegalArgumentException(
                        ("output %s is as of %s and the one before it as of %s; outputs must come"
                                        + " by ascending asOf: give one user's, and sort them")
                                .formatted(i, times[i], times[i - 1]));
            }
        }
    }

    /**
     * @param time of an impression, milliseconds since the epoch
     * @return empty if nothing was known of the user then
     */
    public Optional<T> at(long time) {
        int first = Arrays.binarySearch(times, time);
        int from = first < 0 ? -first - 1 : first;
        // A search may meet any of several equal ones.
        while (from > 0 && times[from - 1] == time) {
            from--;
        }
        return from == 0 ? Optional.empty() : Optional.of(outputs.get(from - 1));
    }
}
