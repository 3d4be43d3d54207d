// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.config.IndexMode;
import dev.mars.config.MarsOptions;
import dev.mars.retrieval.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AugmentationJobTest {
    /** A checkpoint finds its operators by these: one that is missing here has lost its state. */
    @Test
    void theOperatorsOfALiveJobKeepTheirUids() {
        assertThat(uids(Extent.LIVE))
                .containsExactly(
                        // Of a sink Flink derives this one from the sink's.
                        "Sink Committer: augmented-sequences",
                        "Sink Committer: dead-letters",
                        "augmented-sequences",
                        "behavior-gate",
                        "behavior-source",
                        "dead-letters",
                        "item-gate",
                        "item-join",
                        "item-source",
                        "model-gate",
                        "model-source",
                        "sequence-augmenter",
                        "user-profiler");
        assertThat(uids(Extent.BOUNDED)).isEqualTo(uids(Extent.LIVE));
    }

    /** A replay that left anything else out would not be one of the same job. */
    @Test
    void aReplayIsTheSameJobWithWhatIsOutsideLeftOut() {
        TreeSet<String> expected = uids(Extent.LIVE);
        expected.add("behavior-span");
        expected.add("request-span");
        assertThat(uids(Extent.replay(10, 20))).isEqualTo(expected);
        assertThat(uids(Extent.replay(7_200_010, 7_200_020, 5))).isEqualTo(expected);
    }

    /** The same, of a job whose donors are in shards; all else is as it was. */
    @Test
    void theOperatorsOfAShardedIndexKeepTheirUids() {
        TreeSet<String> expected = uids(Extent.LIVE);
        expected.remove("sequence-augmenter");
        expected.addAll(
                List.of(
                        "answer-merger",
                        "change-router",
                        "donor-fold",
                        "donor-shards",
                        "item-ledger",
                        "request-planner"));
        Configuration sharded = new Configuration().set(MarsOptions.INDEX_MODE, IndexMode.SHARDED);
        assertThat(uids(Extent.LIVE, sharded)).isEqualTo(expected);
    }

    /** Donors by lot in shards would be another control than the one that is asked for. */
    @Test
    void aShardedIndexRefusesDonorsByLot() {
        Configuration byLot =
                new Configuration()
                        .set(MarsOptions.INDEX_MODE, IndexMode.SHARDED)
                        .set(MarsOptions.DONOR_RANKING, Ranking.RANDOM);
        assertThatThrownBy(() -> JobSettings.from(byLot))
                .hasMessageContaining("mars.retrieval.donors is random")
                .hasMessageContaining("replicated");
    }

    /** What comes back behind the watermark would wait for an epoch that is over, and be lost. */
    @Test
    void aShardedIndexRefusesIdlePartitions() {
        Configuration idle =
                new Configuration()
                        .set(MarsOptions.INDEX_MODE, IndexMode.SHARDED)
                        .set(MarsOptions.IDLENESS, Duration.ofSeconds(30));
        assertThatThrownBy(() -> JobSettings.from(idle))
                .hasMessageContaining("mars.idleness is 30000 ms")
                .hasMessageContaining("heartbeats");
    }

    /** One copy would take a version that comes back behind the watermark, and another not. */
    @Test
    void copiesOfItemsRefuseIdlePartitions() {
        Configuration idle =
                new Configuration()
                        .set(MarsOptions.ITEM_COPIES, 2)
                        .set(MarsOptions.IDLENESS, Duration.ofSeconds(30));
        assertThatThrownBy(() -> JobSettings.from(idle))
                .hasMessageContaining("mars.idleness is 30000 ms")
                .hasMessageContaining("leave mars.item-join.copies at its default");
    }

    private static TreeSet<String> uids(Extent extent) {
        return uids(extent, new Configuration());
    }

    private static TreeSet<String> uids(Extent extent, Configuration options) {
        JobSettings settings = JobSettings.from(options);
        Map<String, Integer> partitions =
                Map.of(
                        settings.topics().names().behavior(), 4,
                        settings.topics().names().item(), 2);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        new AugmentationJob(settings, base(), partitions, extent).build(env);
        TreeSet<String> uids = new TreeSet<>();
        for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
            if (node.getTransformationUID() != null) {
                uids.add(node.getTransformationUID());
            }
        }
        return uids;
    }

    /** Of one dimension: what it says does not matter here. */
    private static Base base() {
        return new Base(
                1, new ModalityBase(1, new float[1], new float[] {1}, 1, new float[256]), null);
    }
}
