// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
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

    private static TreeSet<String> uids(Extent extent) {
        JobSettings settings = JobSettings.from(new Configuration());
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
