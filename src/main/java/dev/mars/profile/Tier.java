// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

/** How active a user is. Names and order are part of the output and of state. */
public enum Tier {
    LOW,
    MEDIUM,
    HIGH
}
