// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.stream.JobSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the brokers allow a transaction, which no broker changes while it runs. If one of these
 * fails, a job under exactly-once is refused by the brokers at its first checkpoint.
 */
class DeliveryCheckTest {
    private static final long TIMEOUT = JobSettings.TRANSACTION_TIMEOUT.toMillis();

    @Test
    void brokersThatEndTransactionsBeforeTheSinksDo() {
        assertThat(findings("900000", Long.toString(TIMEOUT - 1)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isFatal()).isTrue();
                            assertThat(finding.toString())
                                    .contains(
                                            "transaction.max.timeout.ms is 599999",
                                            "at least 600000",
                                            "mars.output.delivery");
                        });
    }

    /** Kafka's default, 15 minutes, is above it. */
    @Test
    void brokersThatLetThemLiveSoLong() {
        assertThat(findings(Long.toString(TIMEOUT))).isEmpty();
        assertThat(findings("900000", "900000")).isEmpty();
    }

    /** Most users may not see the brokers' settings: that alone must stop nobody. */
    @Test
    void brokersThatDoNotTell() {
        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isFatal()).isFalse();
                            assertThat(finding.toString()).contains("DESCRIBE_CONFIGS");
                        });
    }

    private static List<Finding> findings(String... caps) {
        List<Finding> found = new ArrayList<>();
        DeliveryCheck.caps(List.of(caps), TIMEOUT, found::add);
        return found;
    }
}
