// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.alignment.DescentSettings;
import dev.mars.alignment.TrainingProgress;
import dev.mars.dataset.DataSet;
import dev.mars.dataset.DiskDataSet;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Where vectors come from. Only simulated items are as many as asked for; others are resampled. */
enum Source {
    SIMULATOR_ITEMS,
    SIMULATOR_USERS,
    DATA_ITEMS,
    DATA_USERS;

    /** Enough for a simulated world, whose modalities are linear in what is behind them. */
    private static final int TRAINED_ON = 4_000;

    private static final DescentSettings BRIEF = new DescentSettings(200, 256, 5e-3, 0.15, 2, 1);
    private static final long SEED = 1;

    /** As options spell it: simulator-items. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Source of(String name) {
        return valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    /**
     * Unit vectors, no two equal.
     *
     * @param data directory of the data set on disk, if it is one
     * @param most vectors that are asked for at most
     */
    float[][] vectors(Path data, int most, TrainingProgress progress) throws IOException {
        try (DataSet set = open(data, most)) {
            UnifiedVectors unified =
                    isSimulated()
                            ? new UnifiedVectors(set, TRAINED_ON, BRIEF, progress)
                            : new UnifiedVectors(
                                    set, Integer.MAX_VALUE, DescentSettings.DEFAULT, progress);
            return this == SIMULATOR_ITEMS || this == DATA_ITEMS
                    ? unified.items()
                    : unified.users();
        }
    }

    private boolean isSimulated() {
        return this == SIMULATOR_ITEMS || this == SIMULATOR_USERS;
    }

    private DataSet open(Path data, int most) throws IOException {
        SimulatorSettings world = SimulatorSettings.DEFAULT.withSeed(SEED);
        return switch (this) {
            // Some items lack both modalities, and a few share a code.
            case SIMULATOR_ITEMS -> new Simulator(world.withSize(1, most + most / 10, 0));
            case SIMULATOR_USERS -> new Simulator(world.withSize(60_000, 5_000, 1_500_000));
            case DATA_ITEMS, DATA_USERS -> DiskDataSet.open(data);
        };
    }
}
