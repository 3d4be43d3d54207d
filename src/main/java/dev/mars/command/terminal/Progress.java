// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Bars for long steps, on standard error; on a terminal they move, elsewhere they are lines. */
public final class Progress {
    private static final int WIDTH = 100;

    private final boolean interactive = System.console() != null;

    /**
     * @param total steps, or less than 0 if unknown
     */
    public ProgressBar bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName("%-20s".formatted(task))
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(interactive ? 200 : 5_000)
                .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err), WIDTH))
                .build();
    }
}
