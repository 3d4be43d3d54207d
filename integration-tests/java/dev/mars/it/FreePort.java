// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on the loopback address that nothing listens on. */
final class FreePort {
    /** Above those that stacks choose, below those of outgoing connections. */
    private static final int FIRST = 30_000;

    private static final int PORTS = 2_700;

    static int take() {
        int first = (int) (ProcessHandle.current().pid() * 31 % PORTS);
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST + (first + i) % PORTS;
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // In use: the next one.
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " on is free");
    }

    private FreePort() {}
}
