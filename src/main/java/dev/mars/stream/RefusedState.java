// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A state that this job cannot go on from without outputs that no replay would give.
 *
 * <p>Another attempt would find the same, so Flink makes none: the job fails for good, and who has
 * started it is told why, where it would otherwise restart for ever.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class RefusedState extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    RefusedState(String message) {
        super(message);
    }
}
