// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Bytes of the objects on the heap that are reachable: the total of the JVM's class histogram. What
 * a collector calls used also has regions' ends and what it has not yet found to be garbage.
 */
final class HeapMeter {
    private static final String TOTAL = "Total";

    static long used() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Object histogram =
                    server.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return total(histogram.toString());
        } catch (JMException e) {
            throw new IllegalStateException("this JVM has no class histogram; use a HotSpot", e);
        }
    }

    /** The last line is "Total", instances, bytes. */
    private static long total(String histogram) {
        String line = histogram.substring(histogram.lastIndexOf(TOTAL)).strip();
        return Long.parseLong(line.split("\\s+")[2]);
    }

    private HeapMeter() {}
}
