// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.ShardDonor;

/**
 * What a shard is told of a donor, visible from the epoch after {@code epoch}.
 *
 * @param donor null if the user is a donor no more
 */
public record ShardChange(long epoch, String userId, ShardDonor donor) {}
