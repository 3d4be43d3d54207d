// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What --from and --to say: the times t with from <= t < to, in milliseconds. One that is not set
 * bounds nothing.
 */
public record Span(long from, long to) {
    /**
     * @param from, to null where not set
     * @throws ParameterException if no time lies between them
     */
    public static Span of(CommandSpec spec, Instant from, Instant to) {
        Span span =
                new Span(
                        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                        to == null ? Long.MAX_VALUE : to.toEpochMilli());
        if (span.from >= span.to) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from is %s and --to is %s; --from must be before --to: swap or correct them"
                            .formatted(from, to));
        }
        return span;
    }

    public boolean contains(long time) {
        return time >= from && time < to;
    }
}
