// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Map;

/**
 * The held-out items whose images lie nearest to an item's text.
 *
 * @param itemId of the text
 * @param byVariant item ids, nearest first, of each space; the item itself is the right answer
 */
public record NearestPartners(String itemId, Map<String, List<String>> byVariant) {}
