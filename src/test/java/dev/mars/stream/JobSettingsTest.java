// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {
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
}
