// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** If one of these fails, processor time is put down to the wrong operator, or to none. */
class CpuTimesTest {
    private static final String STAT =
            "4711 (Source: (odd) u) S 1 4711 4711 0 -1 4194560 900 0 0 0 250 50 0 0 20 0 41 0 7 0";

    @Test
    void aNameEndsAtTheLastBracket() {
        assertThat(CpuTimes.name(STAT)).isEqualTo("Source: (odd) u");
    }

    @Test
    void userAndSystemTimeAddUp() {
        assertThat(CpuTimes.seconds(STAT)).isEqualTo(3.0);
    }

    @Test
    void thisProcessHasSpentTimeAndMemory() {
        long own = ProcessHandle.current().pid();
        assertThat(CpuTimes.ofProcess(own)).isPositive();
        assertThat(CpuTimes.peakBytes(own)).isGreaterThan(1 << 20);
        assertThat(CpuTimes.byKind(own)).isNotEmpty();
    }

    @Test
    void aProcessThatIsGoneHasNone() {
        assertThat(CpuTimes.ofProcess(Long.MAX_VALUE)).isZero();
        assertThat(CpuTimes.byKind(Long.MAX_VALUE)).isEmpty();
    }

    /** Names as the kernel keeps them: 15 characters. */
    @Test
    void threadsAreKnownByHowTheirNamesBegin() {
        assertThat(ThreadKind.of("Source: user-be")).isEqualTo("behavior source and gate");
        assertThat(ThreadKind.of("Source: item-mo")).isEqualTo("item source and gate");
        assertThat(ThreadKind.of("sequence augmen")).isEqualTo("sequence augmenter and sink");
        assertThat(ThreadKind.of("C2 CompilerThre")).isEqualTo("JIT compilers");
        assertThat(ThreadKind.of("rocksdb:low")).isEqualTo("RocksDB in the background");
        assertThat(ThreadKind.of("who knows")).isEqualTo("other");
    }
}
