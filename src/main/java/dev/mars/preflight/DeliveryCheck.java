// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.config.Delivery;
import dev.mars.config.MarsOptions;
import dev.mars.stream.JobSettings;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Whether the brokers let a transaction live as long as the sinks' may. */
final class DeliveryCheck implements Check {
    private static final String CAP = "transaction.max.timeout.ms";

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        JobSettings settings = deployment.settings();
        if (settings.delivery() != Delivery.EXACTLY_ONCE) {
            return;
        }
        long timeout = JobSettings.TRANSACTION_TIMEOUT.toMillis();
        caps(deployment.topics().brokerSettings(CAP), timeout, found);
    }

    /**
     * @param caps of the brokers, milliseconds; none if they may not be seen
     * @param timeout of the sinks' transactions, milliseconds
     */
    static void caps(List<String> caps, long timeout, Consumer<Finding> found) {
        OptionalLong least = caps.stream().mapToLong(Long::parseLong).min();
        if (least.isEmpty()) {
            found.accept(
                    Finding.warning(
                            "brokers",
                            CAP + " may not be seen by this user; it must be at least " + timeout,
                            "Ask who runs them, or grant DESCRIBE_CONFIGS on the cluster."));
        } else if (least.getAsLong() < timeout) {
            found.accept(
                    Finding.fatal(
                            "brokers",
                            "%s is %d; it must be at least %d, the time-out of the sinks' transactions"
                                    .formatted(CAP, least.getAsLong(), timeout),
                            "Raise it on the brokers, or set %s to at-least-once."
                                    .formatted(MarsOptions.DELIVERY.key())));
        }
    }
}
