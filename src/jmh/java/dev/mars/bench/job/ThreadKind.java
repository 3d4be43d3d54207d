// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a thread of a TaskManager is for, by how its name begins. */
final class ThreadKind {
    private static final Map<String, String> BY_PREFIX = new LinkedHashMap<>();

    static {
        BY_PREFIX.put("Source: user-be", "behavior source and gate");
        BY_PREFIX.put("Source: item-mo", "item source and gate");
        BY_PREFIX.put("Source: alignme", "model source");
        BY_PREFIX.put("Source Data Fet", "Kafka consumers");
        BY_PREFIX.put("item join", "item join");
        BY_PREFIX.put("user profiler", "user profiler");
        BY_PREFIX.put("model gate", "model gate");
        BY_PREFIX.put("sequence augmen", "sequence augmenter and sink");
        BY_PREFIX.put("kept bytes", "kept bytes and sink");
        BY_PREFIX.put("dead letters", "dead letters");
        BY_PREFIX.put("kafka-producer", "Kafka producers");
        BY_PREFIX.put("rocksdb", "RocksDB in the background");
        BY_PREFIX.put("GC Thread", "garbage collection");
        BY_PREFIX.put("G1 ", "garbage collection");
        BY_PREFIX.put("VM Thread", "garbage collection");
        BY_PREFIX.put("C1 Compiler", "JIT compilers");
        BY_PREFIX.put("C2 Compiler", "JIT compilers");
        BY_PREFIX.put("Flink Netty", "network");
        BY_PREFIX.put("AsyncOperations", "checkpoints");
        BY_PREFIX.put("flink-rocksdb", "checkpoints");
    }

    static String of(String name) {
        for (Map.Entry<String, String> kind : BY_PREFIX.entrySet()) {
            if (name.startsWith(kind.getKey())) {
                return kind.getValue();
            }
        }
        return "other";
    }

    private ThreadKind() {}
}
