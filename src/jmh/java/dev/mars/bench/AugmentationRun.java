// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.DonorIndex;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.RetrievalSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures {@link AugmentationBenchmark} in rounds that take turns, each in a JVM of its own, and
 * in this JVM what an augmentation touches and a donor takes. Writes JSON.
 */
public final class AugmentationRun {
    private static final int WARM_UP = 8;
    private static final long START = System.nanoTime();
    private static final int COUNTED = 1 << 12;
    private static final int FEWER_DONORS = DonorWorld.DONORS / 10;
    private static final List<String> METHODS =
            List.of("augment", "rankAllDonors", "rankAllDonorsByTable");

    /** Arguments: rounds; file to write. */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("java", Runtime.version().toString());
        figures.put("donors", DonorWorld.DONORS);
        figures.put("itemsOfADonor", DonorWorld.HELD);
        figures.put("items", DonorWorld.ITEMS);
        figures.put("ownItems", AugmentationBenchmark.OWN);
        figures.put("rounds", rounds);
        tell("filling an index of " + FEWER_DONORS + " donors");
        Map<String, Object> fewer = counted(FEWER_DONORS);
        tell("filling an index of " + DonorWorld.DONORS + " donors");
        figures.putAll(counted(DonorWorld.DONORS));
        figures.put(
                "allocatedBytesPerAugmentationAtATenthOfTheDonors",
                fewer.get("allocatedBytesPerAugmentation"));
        figures.putAll(timed(rounds));
        figures.put(
                "loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Path.of(args[1]).toFile(), figures);
    }

    /** What does not depend on the clock. */
    private static Map<String, Object> counted(int donors) {
        DonorWorld world = new DonorWorld();
        List<Donor> given = new ArrayList<>(donors);
        for (int donor = 0; donor < donors; donor++) {
            given.add(world.donor(donor, world.draw(DonorWorld.HELD)));
        }
        Query[] queries = new Query[COUNTED];
        Arrays.setAll(queries, i -> world.query(i, world.draw(AugmentationBenchmark.OWN)));
        long before = HeapMeter.used();
        DonorIndex index = new DonorIndex(RetrievalSettings.DEFAULT, world);
        given.forEach(index::upsert);
        long filled = HeapMeter.used();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("heldItems", index.heldItems());
        figures.put("bytesPerDonor", index.ramBytesUsed() / donors);
        figures.put("heapBytesPerDonor", (filled - before) / donors);
        each(queries, index::augment);
        // Scratch, and neighbour lists that are kept up to a bound.
        figures.put("heapBytesOfUse", HeapMeter.used() - filled);
        // Vectors of the SIMD API are objects until the JIT compiler has seen to them.
        for (int round = 0; round < WARM_UP; round++) {
            each(queries, index::augment);
        }
        long walked = index.postingsWalked();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        each(queries, index::augment);
        figures.put(
                "allocatedBytesPerAugmentation",
                (threads.getCurrentThreadAllocatedBytes() - allocated) / queries.length);
        figures.put("postingsPerAugmentation", (index.postingsWalked() - walked) / queries.length);
        return figures;
    }

    private static void each(Query[] queries, Consumer<Query> what) {
        for (Query query : queries) {
            what.accept(query);
        }
    }

    private static Map<String, Object> timed(int rounds) throws Exception {
        Map<String, double[]> medians = new LinkedHashMap<>();
        METHODS.forEach(method -> medians.put(method, new double[rounds]));
        double[] late = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            for (String method : METHODS) {
                tell("round " + (round + 1) + " of " + rounds + ": " + method);
                Result<?> micros = sampled(method);
                medians.get(method)[round] = micros.getStatistics().getPercentile(50);
                if (method.equals("augment")) {
                    late[round] = micros.getStatistics().getPercentile(99);
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        double augment = Statistics.median(medians.get("augment"));
        figures.put("microsPerAugmentation", augment);
        figures.put("microsPerAugmentation.p99", Statistics.median(late));
        figures.put("microsOfAllDonors", Statistics.median(medians.get("rankAllDonors")));
        figures.put(
                "microsOfAllDonorsByTable", Statistics.median(medians.get("rankAllDonorsByTable")));
        figures.put("ratio.allDonors", Statistics.median(medians.get("rankAllDonors")) / augment);
        figures.put(
                "ratio.allDonorsByTable",
                Statistics.median(medians.get("rankAllDonorsByTable")) / augment);
        return figures;
    }

    private static Result<?> sampled(String method) throws Exception {
        boolean ours = method.equals("augment");
        RunResult result =
                new Runner(
                                new OptionsBuilder()
                                        .include(
                                                AugmentationBenchmark.class.getName()
                                                        + "\\."
                                                        + method
                                                        + "$")
                                        .mode(Mode.SampleTime)
                                        .timeUnit(TimeUnit.MICROSECONDS)
                                        .forks(1)
                                        .warmupIterations(ours ? 4 : 1)
                                        .warmupTime(TimeValue.seconds(3))
                                        .measurementIterations(2)
                                        .measurementTime(TimeValue.seconds(5))
                                        .verbosity(VerboseMode.SILENT)
                                        .build())
                        .runSingle();
        return result.getPrimaryResult();
    }

    private static void tell(String what) {
        System.err.printf("%5d s  %s%n", (System.nanoTime() - START) / 1_000_000_000, what);
    }

    private AugmentationRun() {}
}
