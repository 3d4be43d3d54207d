// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Who takes part, by name; ours first. */
final class Contenders {
    static final String OURS = "mars";

    private static final Map<String, Supplier<Contender>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(OURS, MarsContender::new);
        ALL.put("jvector", JVectorContender::new);
        ALL.put("hnswlib", HnswlibContender::new);
        ALL.put("lucene", () -> new LuceneContender(false));
        ALL.put("lucene-int8", () -> new LuceneContender(true));
    }

    static Contender create(String name) {
        Supplier<Contender> supplier = ALL.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException(
                    "contender is '" + name + "'; it must be one of " + ALL.keySet());
        }
        return supplier.get();
    }

    private Contenders() {}
}
