// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Writes the vectors that are measured with, one file per source and size, so that every JVM reads
 * the same. Files that are there already stay.
 */
public final class PrepareVectors {
    private static final long SEED = 1;

    /** Arguments: directory to write to; sources; sizes; directory of the data set, or nothing. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        int[] sizes = Arrays.stream(args[2].split(",")).mapToInt(Integer::parseInt).toArray();
        Path data = args[3].isEmpty() ? null : Path.of(args[3]);
        for (String name : args[1].split(",")) {
            Source source = Source.of(name);
            if (IntStream.of(sizes).allMatch(size -> Files.exists(file(directory, source, size)))) {
                continue;
            }
            System.err.println("preparing " + source);
            int most = VectorSet.needed(Arrays.stream(sizes).max().orElseThrow());
            float[][] vectors = source.vectors(data, most, (what, done, total) -> {});
            System.err.println("  " + vectors.length + " vectors that no two of are equal");
            Resampler resampler = vectors.length < most ? new Resampler(vectors) : null;
            for (int size : sizes) {
                if (Files.exists(file(directory, source, size))) {
                    continue;
                }
                int needed = VectorSet.needed(size);
                float[][] taken =
                        resampler == null
                                ? Arrays.copyOf(vectors, needed)
                                : resampler.take(needed, SEED);
                VectorSet.deal(taken, size, SEED).write(file(directory, source, size));
            }
        }
    }

    static Path file(Path directory, Source source, int size) {
        return directory.resolve(source + "-" + size + ".vectors");
    }

    private PrepareVectors() {}
}
