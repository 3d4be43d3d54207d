// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.config.Delivery;
import dev.mars.config.MarsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {
    private static final Duration HALF = JobSettings.TRANSACTION_TIMEOUT.dividedBy(2);

    /** Flink would refuse it in words that name no option of MARS, or divide by it. */
    @ParameterizedTest
    @CsvSource({
        "mars.job.parallelism, 0, 1 to 32768",
        "mars.job.parallelism, 257, 'must not be above mars.job.max-parallelism, which is 256'",
        "mars.job.max-parallelism, 0, 1 to 32768",
        "mars.job.max-parallelism, 40000, 1 to 32768",
        "mars.job.checkpoint-interval, 0 ms, at least 10 ms"
    })
    void numbersOutOfRangeAreToldByTheirOption(String option, String value, String rule) {
        Configuration options = Configuration.fromMap(Map.of(option, value));
        assertThatThrownBy(() -> JobSettings.from(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option + " is " + value)
                .hasMessageContaining(rule);
    }

    /** Only preflight told it once, which nobody has to run: outputs were lost without a word. */
    @Test
    void checkpointsThatATransactionDoesNotOutlive() {
        Configuration options = new Configuration();
        options.set(MarsOptions.CHECKPOINT_INTERVAL, Duration.ofMinutes(5).plusMillis(1));
        assertThat(JobSettings.from(options).checkpointInterval()).isGreaterThan(HALF);
        options.set(MarsOptions.DELIVERY, Delivery.EXACTLY_ONCE);
        assertThatThrownBy(() -> JobSettings.from(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mars.job.checkpoint-interval is 300001 ms")
                .hasMessageContaining("at most 300000 ms");
        options.set(MarsOptions.CHECKPOINT_INTERVAL, HALF);
        assertThat(JobSettings.from(options).checkpointInterval()).isEqualTo(HALF);
    }

    /** A job with such options runs well for months, and then ends again and again. */
    @Test
    void outputsThatNoTopicTakes() {
        for (Map<String, String> large :
                List.of(
                        Map.of("mars.profile.sequence-length", "5000"),
                        Map.of("mars.profile.sequence-length", "2147483647"),
                        Map.of("mars.retrieval.items", "5000", "mars.retrieval.top-donors", "1000"),
                        Map.of(
                                "mars.retrieval.top-donors",
                                "5000",
                                "mars.output.donor-ids",
                                "true"))) {
            assertThatThrownBy(() -> JobSettings.from(Configuration.fromMap(large)))
                    .as(large.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(large.keySet().toArray(CharSequence[]::new))
                    .hasMessageContaining("4,194,304");
        }
        assertThat(bytes(Map.of())).isBetween(150_000, 200_000);
        // Without names donors add nothing.
        assertThat(bytes(Map.of("mars.retrieval.top-donors", "65536"))).isEqualTo(bytes(Map.of()));
    }

    private static int bytes(Map<String, String> options) {
        return JobSettings.from(Configuration.fromMap(options)).topics().outputMaxBytes();
    }
}
