// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.flink.configuration.Configuration;

/**
 * A digest of all that is on a topic, whatever its order: the sums of the two halves of each
 * record's digest.
 *
 * @param count records
 */
record OutputDigest(long count, long first, long second) {
    static OutputDigest of(Configuration configuration, String topic) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        long[] sums = new long[3];
        TopicScan.of(TopicSettings.from(configuration), topic)
                .forEach(record -> add(record, digest, sums));
        return new OutputDigest(sums[0], sums[1], sums[2]);
    }

    private static void add(RawRecord record, MessageDigest digest, long[] sums) {
        digest.update(record.key());
        digest.update((byte) 0);
        if (record.value() != null) {
            digest.update(record.value());
        }
        ByteBuffer of = ByteBuffer.wrap(digest.digest());
        sums[0]++;
        sums[1] += of.getLong();
        sums[2] += of.getLong();
    }
}
