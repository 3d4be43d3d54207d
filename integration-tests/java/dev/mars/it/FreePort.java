// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback address that nothing listens on. */
public final class FreePort {
    /** Above those that stacks choose, below those of outgoing connections. */
    private static final int FIRST = 30_000;

    private static final int PORTS = 2_700;

    public static int take() {
        return take(1).get(0);
    }

    /** So many, all different. */
    static List<Integer> take(int n) {
        List<Integer> free = new ArrayList<>();
        int first = (int) (ProcessHandle.current().pid() * 31 % PORTS);
        for (int i = 0; i < PORTS && free.size() < n; i++) {
            int port = FIRST + (first + i) % PORTS;
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                free.add(socket.getLocalPort());
            } catch (IOException e) {
                // In use: the next one.
            }
        }
        if (free.size() < n) {
            throw new IllegalStateException("no %d ports from %d on are free".formatted(n, FIRST));
        }
        return free;
    }

    private FreePort() {}
}
