// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

/**
 * An item's version on its way to one of the item's keys.
 *
 * @param number of the copy, from 0; see {@link ItemCopies}
 */
public record ItemCopy(int number, ItemVersion version) {}
