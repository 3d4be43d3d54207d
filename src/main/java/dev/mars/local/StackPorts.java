package dev.mars.local;

import dev.mars.config.MarsOptions;

import org.apache.flink.configuration.ConfigOption;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of one stack, on the loopback address. They stay while it is up, so that a process can
 * be restarted in place.
 *
 * @param controller Kafka's KRaft controller
 * @param flink Flink's REST API and web UI
 * @param jobManager Flink's RPC
 */
record StackPorts(int kafka, int controller, int registry, int flink, int jobManager) {

    /**
     * Takes the ports that the settings name, and free ones for the rest.
     *
     * @throws StackException if a named port is in use
     */
    static StackPorts choose(LocalSettings settings) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            return new StackPorts(
                    hold(held, MarsOptions.LOCAL_KAFKA_PORT, settings.kafkaPort()),
                    hold(held, null, 0),
                    hold(held, MarsOptions.LOCAL_REGISTRY_PORT, settings.registryPort()),
                    hold(held, MarsOptions.LOCAL_FLINK_PORT, settings.flinkPort()),
                    hold(held, null, 0));
        } finally {
            // Held until all are chosen: two free ones must not be the same.
            held.forEach(StackPorts::release);
        }
    }

    private static int hold(List<ServerSocket> held, ConfigOption<Integer> option, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            held.add(socket);
            // A port that a stopped process left in TIME_WAIT is free, as it is for the servers.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            String key = option == null ? "a free port" : option.key();
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
