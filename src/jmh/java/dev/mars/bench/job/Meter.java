// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.local.StackProcess;
import java.util.Map;
import java.util.TreeMap;

/** Takes samples of a job and of the processes around it. */
final class Meter {
    private final Bench bench;
    private final RunningJob job;
    private final long start = System.nanoTime();

    Meter(Bench bench, RunningJob job) {
        this.bench = bench;
        this.job = job;
    }

    Sample sample() throws Exception {
        Map<String, Double> processes = new TreeMap<>();
        for (StackProcess process : bench.stack().processes()) {
            processes.put(process.name(), CpuTimes.ofProcess(process.pid()));
        }
        processes.put("benchmark", CpuTimes.ofProcess(ProcessHandle.current().pid()));
        Map<String, Double> threads = CpuTimes.byKind(bench.taskManager().pid());
        double collecting =
                job.flink().ofTaskManager("Status.JVM.GarbageCollector.All.Time") / 1_000;
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(seconds, job.written(), processes, threads, collecting);
    }
}
