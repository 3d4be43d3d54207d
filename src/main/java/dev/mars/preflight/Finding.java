// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

/**
 * One thing that is not as a job needs it.
 *
 * @param about what was looked at, such as {@code topic user-behavior}
 * @param problem what was found there and the rule that it breaks
 * @param fix what to do
 */
public record Finding(Severity severity, String about, String problem, String fix) {
    /** What a finding means for a deployment. */
    public enum Severity {
        /** The job would fail, lose records, or write something else than a replay. */
        FATAL,
        /** It would run; somebody should have decided that it be so. */
        WARNING
    }

    static Finding fatal(String about, String problem, String fix) {
        return new Finding(Severity.FATAL, about, problem, fix);
    }

    static Finding warning(String about, String problem, String fix) {
        return new Finding(Severity.WARNING, about, problem, fix);
    }

    public boolean isFatal() {
        return severity == Severity.FATAL;
    }

    @Override
    public String toString() {
        return "%s: %s. %s".formatted(about, problem, fix);
    }
}
