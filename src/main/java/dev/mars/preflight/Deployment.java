// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.stream.JobSettings;
import dev.mars.topic.Grant;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.Topics;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/**
 * What is about to be deployed, and the ways to look at where.
 *
 * @param configuration of the job and of the cluster
 * @param grants that the job needs
 * @param donors that are expected
 * @param items that these will hold, different ones
 */
record Deployment(
        Configuration configuration,
        JobSettings settings,
        Topics topics,
        SchemaRegistry registry,
        List<Grant> grants,
        long donors,
        long items) {}
