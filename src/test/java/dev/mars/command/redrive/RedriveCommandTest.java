// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.Mars;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RedriveCommandTest {
    private final StringWriter err = new StringWriter();

    /** To ask for both is to have misunderstood one. */
    @Test
    void sendingAndNotSendingExcludeEachOther() {
        assertThat(redrive("--dry-run", "--send")).isEqualTo(2);
        assertThat(err.toString()).contains("--dry-run", "--send", "mutually exclusive");
    }

    @Test
    void anUnknownReasonIsToldWithThoseThereAre() {
        assertThat(redrive("--reason", "TOO_LATE")).isEqualTo(2);
        assertThat(err.toString()).contains("TOO_LATE", "LATE", "UNKNOWN_ACTION");
    }

    @Test
    void anEmptySpanIsWrongUsage() {
        assertThat(redrive("--from", "2025-01-01", "--to", "2025-01-01")).isEqualTo(2);
        assertThat(err.toString()).contains("--from must be before --to");
    }

    private int redrive(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "redrive";
        System.arraycopy(args, 0, all, 1, args.length);
        return Mars.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    }
}
