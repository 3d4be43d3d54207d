// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.export;

import dev.mars.export.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What `mars export` says. */
final class ExportText {
    private static final double MIB = 1 << 20;

    private final Path directory;
    private final PrintWriter out;

    ExportText(Path directory, PrintWriter out) {
        this.directory = directory;
        this.out = out;
    }

    void begins(Manifest manifest) {
        if (!manifest.days().isEmpty()) {
            out.printf(
                    "Going on with the export in %s: %,d days are written, the last is %s.%n",
                    directory,
                    manifest.days().size(),
                    manifest.days().get(manifest.days().size() - 1).day());
            out.flush();
        }
    }

    /**
     * @param state of the export, as in "the export is complete"
     */
    void print(Manifest manifest, String state) {
        long outputs = 0;
        long repeated = 0;
        long erased = 0;
        long files = 0;
        long bytes = 0;
        for (Manifest.Written day : manifest.days()) {
            outputs += day.outputs();
            repeated += day.repeated();
            erased += day.erased();
            files += day.files().size();
            bytes += day.files().stream().mapToLong(Manifest.File::bytes).sum();
        }
        out.printf(
                "%,14d  outputs with asOf from %s to %s%n",
                outputs, manifest.from(), manifest.to());
        long days = manifest.days().stream().filter(day -> day.outputs() > 0).count();
        out.printf("%,14d  days with outputs, %,d files%n", days, files);
        out.printf("%,14.1f  MiB of %s in %s%n", bytes / MIB, manifest.format(), directory);
        out.printf("%,14d  records left out that repeat an output%n", repeated);
        out.printf("%,14d  records left out of users who were erased later%n", erased);
        if (!manifest.partitionsBehind().isEmpty()) {
            out.printf(
                    "Partitions %s of %s hold nothing at or after --to. If the job had not come so"
                            + " far, more outputs of the span follow: then export it again, to an"
                            + " empty directory.%n",
                    manifest.partitionsBehind(), manifest.topic());
        }
        out.printf("The export %s.%n", state);
        out.flush();
    }
}
