// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import dev.mars.config.LocalOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The ports of one stack, on the loopback address. They stay while it is up, so that a process can
 * be restarted in place.
 *
 * @param controller Kafka's KRaft controller
 * @param flink Flink's REST API and web UI
 * @param jobManager Flink's RPC
 * @param inspector the page, if one is started
 */
record StackPorts(
        int kafka, int controller, int registry, int flink, int jobManager, int inspector) {
    private static final int FIRST_FREE_PORT = 15_000;
    private static final int FREE_PORTS = 15_000;

    /**
     * Takes the ports that the settings name, and free ones for the rest.
     *
     * @throws StackException if a named port is in use
     */
    static StackPorts choose(LocalSettings settings) {
        LocalSettings.Ports wanted = settings.ports();
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new StackPorts(
                    hold(held, LocalOptions.KAFKA_PORT, wanted.kafka()),
                    hold(held, null, 0),
                    hold(held, LocalOptions.REGISTRY_PORT, wanted.registry()),
                    hold(held, LocalOptions.FLINK_PORT, wanted.flink()),
                    hold(held, null, 0),
                    hold(held, LocalOptions.INSPECTOR_PORT, wanted.inspector()));
        } finally {
            // Held until all are chosen: two free ones must not be the same.
            held.forEach(StackPorts::release);
        }
    }

    private static int hold(List<ServerSocket> held, ConfigOption<Integer> option, int port) {
        return port == 0 ? holdFree(held) : holdNamed(held, option, port);
    }

    /**
     * A free port below those that systems hand to outgoing connections (32768 and up, on Linux):
     * the kernel's own choice of a free one could be taken by a client before the server binds it.
     * Processes begin to look at different places.
     */
    private static int holdFree(List<ServerSocket> held) {
        int first = (int) (ProcessHandle.current().pid() * 31 % FREE_PORTS);
        for (int i = 0; i < FREE_PORTS; i++) {
            int port = FIRST_FREE_PORT + (first + i) % FREE_PORTS;
            try {
                ServerSocket socket = new ServerSocket();
                held.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // In use: the next one.
            }
        }
        throw new StackException("no port from %d on is free".formatted(FIRST_FREE_PORT));
    }

    private static int holdNamed(List<ServerSocket> held, ConfigOption<Integer> option, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            held.add(socket);
            // A port that a stopped process left in TIME_WAIT is free, as it is for the servers.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            String key = option.key();
            throw new StackException(
                    key
                            + ": "
                            + port
                            + " cannot be used ("
                            + e.getMessage()
                            + "); stop what uses"
                            + " it, or choose another port with -D"
                            + key
                            + "=PORT (0 picks a free"
                            + " one)",
                    e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("cannot release a port: " + e.getMessage(), e);
        }
    }
}
