package dev.mars.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the vectors that are measured with, one file per source and size, so that every JVM reads
 * the same.
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
            System.err.println("preparing " + source);
            int most = VectorSet.needed(Arrays.stream(sizes).max().orElseThrow());
            float[][] vectors = source.vectors(data, most, (what, done, total) -> {});
            System.err.println("  " + vectors.length + " vectors that no two of are equal");
            Resampler resampler = vectors.length < most ? new Resampler(vectors) : null;
            for (int size : sizes) {
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

    /** How vectors were made, for the reader of the figures. */
    static List<String> recipe() {
        return new ArrayList<>(
                List.of(
                        "vectors in the unified space of a model trained on the data set, 64"
                                + " dimensions, length 1, no two equal",
                        "where there are too few: norm(a + sum of 3 of g_j (b_j - a) / sqrt(3) + e),"
                                + " b_j among a's 16 nearest, g_j standard normal, e a tenth of"
                                + " the move in any direction",
                        "index, queries and replacements are dealt from the same vectors; none is"
                                + " in two of them"));
    }

    private PrepareVectors() {}
}
