// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Base ids, samples and tie-breaks hang on this very hash. */
class XxHashTest {
    @Test
    void agreesWithTheValuesThatXxHashPublishes() {
        assertThat(XxHash.of("")).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(XxHash.of("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(XxHash.of("abc")).isEqualTo(0x44BC2CF5AD770999L);
    }

    @Test
    void takesTextAsUtf8() {
        assertThat(XxHash.of("ü")).isEqualTo(XxHash.of(new byte[] {(byte) 0xC3, (byte) 0xBC}));
    }
}
