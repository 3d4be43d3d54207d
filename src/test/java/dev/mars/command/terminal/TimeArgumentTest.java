// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class TimeArgumentTest {
    /** A day off by a time zone is a day of outputs that are missing. */
    @Test
    void timesAreReadAsUtc() {
        TimeArgument time = new TimeArgument();
        assertThat(time.convert("2025-02-25")).isEqualTo(Instant.parse("2025-02-25T00:00:00Z"));
        assertThat(time.convert("2025-02-25T07:22:02.574Z"))
                .isEqualTo(Instant.parse("2025-02-25T07:22:02.574Z"));
        assertThat(time.convert("1740468122574"))
                .isEqualTo(Instant.parse("2025-02-25T07:22:02.574Z"));
        assertThatThrownBy(() -> time.convert("2025-02-30"))
                .isInstanceOf(TypeConversionException.class);
        assertThatThrownBy(() -> time.convert("2025-02-25T07:22"))
                .isInstanceOf(TypeConversionException.class);
    }
}
