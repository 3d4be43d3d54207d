// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A running (or ended) process that this JVM started. */
public final class StackProcess {
    private final Component.Launch launch;
    private final Path directory;
    private Component component;
    private Process process;
    private int generation;

    StackProcess(Component.Launch launch, Path directory) {
        this.launch = launch;
        this.directory = directory;
        start();
    }

    public String name() {
        return component.spec().name();
    }

    public long pid() {
        return process.pid();
    }

    /** What people connect to. */
    public String where() {
        return component.where();
    }

    public Path log() {
        return component.spec().log(directory);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, as a crash would be; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts it again, with the same data and on the same ports; does not wait until it answers.
     */
    void start() {
        component = launch.process(++generation);
        process = component.spec().start(directory);
    }

    void detach() {
        try (OutputStream tether = process.getOutputStream()) {
            tether.write(Tether.DETACH);
        } catch (IOException e) {
            throw new StackException(
                    name() + " ended before it could be left running: " + e.getMessage(), e);
        }
    }

    Component component() {
        return component;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int exitValue() {
        return process.exitValue();
    }

    RunningProcess running() {
        return RunningProcess.of(handle(), name(), component.port(), log());
    }
}
