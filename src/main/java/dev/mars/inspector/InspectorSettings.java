// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.config.LocalOptions;
import dev.mars.topic.TopicSettings;
import java.net.URI;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;

/**
 * What is watched, and where the page is.
 *
 * @param flink REST API of the cluster that the job runs on; null if none is known
 * @param port 0 picks a free one
 * @param donors whether to show the donors behind a sequence
 */
public record InspectorSettings(TopicSettings topics, URI flink, int port, boolean donors) {
    public static InspectorSettings from(ReadableConfig configuration) {
        URI flink =
                configuration
                        .getOptional(RestOptions.ADDRESS)
                        .map(host -> "http://" + host + ":" + configuration.get(RestOptions.PORT))
                        .map(URI::create)
                        .orElse(null);
        return new InspectorSettings(
                TopicSettings.from(configuration),
                flink,
                configuration.get(LocalOptions.INSPECTOR_PORT),
                configuration.get(LocalOptions.INSPECTOR_DONORS));
    }

    public InspectorSettings withPort(int other) {
        return new InspectorSettings(topics, flink, other, donors);
    }

    public InspectorSettings withDonors() {
        return new InspectorSettings(topics, flink, port, true);
    }
}
