// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import dev.mars.dataset.DataSet;
import dev.mars.dataset.DiskDataSet;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data set: one on disk, or a simulated one. */
public final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data set on disk: interactions.csv (user,item,timestamp in seconds, optionally"
                            + " rating and action), items.csv (item,title), text_feat.npy and"
                            + " image_feat.npy (float32, a row per item; all zero = the item has"
                            + " none). Without it, a simulated one.")
    private Path directory;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of the simulator, and of what an evaluation draws (default"
                            + " ${DEFAULT-VALUE}); that of a training is mars.model.seed.")
    private long seed = SimulatorSettings.DEFAULT.seed();

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Users to simulate (default ${DEFAULT-VALUE}).")
    private int users = SimulatorSettings.DEFAULT.users();

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Items to simulate (default ${DEFAULT-VALUE}).")
    private int items = SimulatorSettings.DEFAULT.items();

    @Option(
            names = "--behaviors",
            paramLabel = "N",
            description = "Behaviours to simulate (default ${DEFAULT-VALUE}).")
    private long behaviors = SimulatorSettings.DEFAULT.behaviors();

    public long seed() {
        return seed;
    }

    public DataSet open() throws IOException {
        return directory == null
                ? new Simulator(
                        SimulatorSettings.DEFAULT.withSeed(seed).withSize(users, items, behaviors))
                : DiskDataSet.open(directory);
    }
}
