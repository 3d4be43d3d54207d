// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.TrainingProgress;
import dev.mars.command.terminal.Progress;
import me.tongfei.progressbar.ProgressBar;

/** A progress bar for each step of a training, one after the other. */
public final class StepBars implements TrainingProgress, AutoCloseable {
    private final Progress progress;
    private String current;
    private ProgressBar bar;

    public StepBars(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(String what, long done, long total) {
        if (!what.equals(current)) {
            close();
            current = what;
            bar = progress.bar(what, total);
        }
        bar.stepTo(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
