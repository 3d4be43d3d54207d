// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.alignment.TrainingSettings;
import dev.mars.topic.TopicSettings;
import java.io.Serializable;
import org.apache.flink.configuration.Configuration;

/**
 * What a training job is to do.
 *
 * @param config of MARS
 * @param published the base to stay with, or null to train one
 * @param ablation true to compare variants of the training, and publish none
 */
public record TrainingPlan(
        TopicSettings topics,
        TrainingSettings settings,
        Configuration config,
        Base published,
        boolean ablation)
        implements Serializable {}
