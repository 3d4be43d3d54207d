// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

/**
 * Carries a {@link Rejection} out of the depth of decoding; without a stack trace, as it is cheap.
 */
public final class RejectedException extends Exception {
    private final Rejection rejection;

    public RejectedException(Reason reason, String message) {
        super(message, null, false, false);
        this.rejection = new Rejection(reason, message);
    }

    public Rejection rejection() {
        return rejection;
    }
}
