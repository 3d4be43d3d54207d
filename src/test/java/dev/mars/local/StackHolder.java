// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;

/** A JVM that starts a stack, says so, and holds it until it is killed. */
final class StackHolder {
    public static void main(String[] args) throws InterruptedException {
        LocalSettings settings =
                LocalSettings.from(new Configuration()).onFreePorts().temporary(Path.of(args[0]));
        LocalStack.start(settings, StackProgress.SILENT);
        System.out.println("up");
        Thread.currentThread().join();
    }

    private StackHolder() {}
}
