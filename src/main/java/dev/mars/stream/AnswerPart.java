// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.ShardAnswer;
import dev.mars.retrieval.Status;

/** What an output is put together from, keyed by user. */
public sealed interface AnswerPart {
    String userId();

    long asOf();

    /**
     * The request itself.
     *
     * @param modelVersion of the model in use; 0 for an erasure
     * @param known the status of an answer that no shard is asked for; null if shards are, and for
     *     those who get no augmentation
     * @param donors as in the plan; -1 if the shards are not asked
     * @param floor as in the plan
     */
    record OfRequest(Request request, long modelVersion, Status known, int donors, double floor)
            implements AnswerPart {
        @Override
        public String userId() {
            return request.userId();
        }

        @Override
        public long asOf() {
            return request.asOf();
        }

        boolean asksShards() {
            return donors >= 0;
        }
    }

    /**
     * What one shard answers.
     *
     * @param shards how many do
     */
    record OfShard(String userId, long asOf, int shards, ShardAnswer answer)
            implements AnswerPart {}
}
