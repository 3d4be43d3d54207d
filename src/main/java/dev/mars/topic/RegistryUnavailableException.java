// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;

/**
 * The schema registry did not answer, or not as a registry does. This says nothing about the record
 * at hand, so it is never a reason to reject one: the reader fails, and tries again after a
 * restart.
 */
public final class RegistryUnavailableException extends IOException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
