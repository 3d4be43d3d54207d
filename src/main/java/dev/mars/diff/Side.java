// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

/** Which of the two topics. */
public enum Side {
    FIRST,
    SECOND
}
