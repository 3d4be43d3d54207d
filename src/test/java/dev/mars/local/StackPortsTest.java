// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.config.LocalOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class StackPortsTest {
    /** Two components on one port: the second never comes up. */
    @Test
    void freePortsDiffer() {
        StackPorts p = StackPorts.choose(LocalSettings.from(new Configuration()).onFreePorts());
        assertThat(
                        new int[] {
                            p.kafka(),
                            p.controller(),
                            p.registry(),
                            p.flink(),
                            p.jobManager(),
                            p.inspector()
                        })
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    /** The broker's own message would not name the option to change. */
    @Test
    void aPortInUseNamesTheOption() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration = new Configuration();
            configuration.set(LocalOptions.KAFKA_PORT, 0);
            configuration.set(LocalOptions.REGISTRY_PORT, used.getLocalPort());
            LocalSettings settings = LocalSettings.from(configuration);
            assertThatThrownBy(() -> StackPorts.choose(settings))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("mars.local.port.registry: " + used.getLocalPort())
                    .hasMessageContaining("-Dmars.local.port.registry=PORT");
        }
    }

    @Test
    void aPortOutOfRangeNamesTheOption() {
        Configuration configuration = new Configuration();
        configuration.set(LocalOptions.KAFKA_PORT, 70_000);
        assertThatThrownBy(() -> StackPorts.choose(LocalSettings.from(configuration)))
                .hasMessageContaining("mars.local.port.kafka: 70000");
    }
}
