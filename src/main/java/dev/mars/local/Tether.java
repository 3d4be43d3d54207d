// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import sun.misc.Signal;

/**
 * Runs another main class, and ends with the process that started it.
 *
 * <p>A parent that is killed with SIGKILL cannot clean up. But the kernel closes its files, and so
 * its end of the pipe that is this process' standard input: end of file means that the parent is
 * gone, whatever happened to it, and this process halts. A parent that wants to leave us running
 * says so first, with the byte {@link #DETACH}.
 *
 * <p>Interrupts and hang-ups from the terminal reach every process of the group at once. They are
 * the parent's to answer: it ends its children in order.
 */
public final class Tether {
    /** What the parent writes before it goes, for this process to outlive it. */
    static final int DETACH = 'D';

    private static final int ORPHANED = 3;

    public static void main(String[] args) throws Exception {
        InputStream parent = System.in;
        System.setIn(InputStream.nullInputStream());
        leaveToParent("INT");
        leaveToParent("HUP");
        Thread watch = new Thread(() -> watch(parent), "tether");
        watch.setDaemon(true);
        watch.start();
        // What it writes into logs and pages is English, digits too.
        Locale.setDefault(Locale.ROOT);
        run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    private static void run(String mainClass, String[] args) throws Exception {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void watch(InputStream parent) {
        int read;
        try {
            read = parent.read();
        } catch (IOException e) {
            read = -1;
        }
        if (read != DETACH) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private static void leaveToParent(String signal) {
        try {
            Signal.handle(new Signal(signal), ignored -> {});
        } catch (IllegalArgumentException e) {
            // No such signal on this platform.
        }
    }

    private Tether() {}
}
