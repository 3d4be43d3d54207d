// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.Map;

/**
 * What had been done at a moment.
 *
 * @param seconds of the clock, from any start
 * @param outputs records on the output topic
 * @param processes processor seconds by process, since each began
 * @param threads processor seconds of the TaskManager by what its threads are for
 * @param collecting seconds that the TaskManager has stood still for garbage collection; NaN if not
 *     known
 */
record Sample(
        double seconds,
        long outputs,
        Map<String, Double> processes,
        Map<String, Double> threads,
        double collecting) {}
