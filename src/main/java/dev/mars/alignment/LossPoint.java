// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * The terms of the loss at a step of the training, means over the steps since the last point.
 *
 * @param step steps done
 * @param contrastive InfoNCE, nats
 * @param match mean squared distance of partners, over d
 * @param steinText KSD² of the text's batches
 * @param steinImage KSD² of the images' batches
 */
public record LossPoint(
        int step, double contrastive, double match, double steinText, double steinImage) {}
