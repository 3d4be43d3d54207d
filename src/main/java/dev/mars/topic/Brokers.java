// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Questions to the brokers, whose failures are told with what they mean and what to do. */
final class Brokers implements AutoCloseable {
    private final TopicSettings settings;
    private final Admin admin;

    Brokers(TopicSettings settings) {
        this.settings = settings;
        admin = Admin.create(settings.clientProperties());
    }

    Admin admin() {
        return admin;
    }

    TopicDescription describe(String topic) throws IOException {
        return await(admin.describeTopics(List.of(topic)).allTopicNames(), "describing " + topic)
                .get(topic);
    }

    /** A topic's settings by name. */
    Map<String, String> config(String topic) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                await(
                                admin.describeConfigs(List.of(resource)).all(),
                                "reading the settings of " + topic)
                        .get(resource);
        Map<String, String> settings = new TreeMap<>();
        config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    /**
     * @param what is done, such as "listing topics"
     * @throws IOException if it fails; its cause is Kafka's
     */
    <T> T await(KafkaFuture<T> future, String what) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + what);
        } catch (ExecutionException e) {
            throw KafkaFailure.of(what, settings, e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
