package dev.mars.bench;

import java.lang.management.ManagementFactory;

/** Bytes on the heap that are reachable. */
final class HeapMeter {
    static long used() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private HeapMeter() {}
}
