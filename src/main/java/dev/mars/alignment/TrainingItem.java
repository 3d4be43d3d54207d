// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * An item to train on.
 *
 * @param text the text encoder's vector, or null without text
 * @param image the image encoder's vector, or null without an image
 */
public record TrainingItem(String itemId, float[] text, float[] image) {}
