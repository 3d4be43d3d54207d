// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

/**
 * The verdict on a record that cannot be used.
 *
 * @param message what was read, its value, the rule, what to do; the same for the same record on
 *     any machine, so numbers are written by %s, which knows no locale
 */
public record Rejection(Reason reason, String message) {}
