// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.Map;

/**
 * A topic as the brokers have it.
 *
 * @param settings by name, such as cleanup.policy; empty if this user may not see them
 */
public record TopicState(int partitions, Map<String, String> settings) {}
