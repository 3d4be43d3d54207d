// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * XXH64 with seed 0, the one hash on the path to the output (DESIGN, law 6). In plain Java, as the
 * native one is not everywhere.
 */
public final class XxHash {
    private static final XXHash64 HASH = XXHashFactory.safeInstance().hash64();

    /** XXH64 of the text's UTF-8 bytes. */
    public static long of(String utf8) {
        return of(utf8.getBytes(StandardCharsets.UTF_8));
    }

    public static long of(byte[] bytes) {
        return HASH.hash(bytes, 0, bytes.length, 0);
    }

    private XxHash() {}
}
