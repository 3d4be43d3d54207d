// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AlignmentModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models on a real topic: how they are published, found, and given versions and times. */
@Timeout(3600)
class ModelTopicIT {
    private static RealTopics real;

    @BeforeAll
    static void start() throws Exception {
        real = new RealTopics();
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void modelsComeBackInTheOrderOfPublication() throws Exception {
        TopicSettings own = real.fresh("models");
        ModelTopic models = new ModelTopic(own, real.registry());
        assertThat(models.readAll()).isEmpty();
        AlignmentModel second = ModelFixture.model(2);
        AlignmentModel first = ModelFixture.model(1);
        AlignmentModel tenth = ModelFixture.model(10);
        assertThat(models.publish(tenth)).isEqualTo(0);
        assertThat(models.publish(second)).isEqualTo(1);
        models.publish(first);
        RealTopics.send(
                own.modelProducer(), Poison.record(own.names().model(), "x/1", new byte[] {9}));
        assertThat(models.readAll()).containsExactly(tenth, second, first);
    }

    /**
     * Two trainings at once, whose models get one version. Running jobs keep the first; if it were
     * not the last of its key too, compaction would leave the other one, and a replay would differ.
     */
    @Test
    void theSecondModelOfAVersionMakesWay() throws Exception {
        TopicSettings own = real.fresh("race");
        ModelTopic models = new ModelTopic(own, real.registry());
        AlignmentModel first = ModelFixture.model(2);
        AlignmentModel second =
                new AlignmentModel(
                        2,
                        first.effectiveFrom() + 1,
                        first.base(),
                        first.alignment(),
                        first.method(),
                        first.quality());
        long offset = models.publish(first);
        long next = models.publish(second);
        assertThat(models.makesWay(first, offset)).isFalse();
        assertThat(models.readAll()).containsExactly(second);
        assertThat(models.makesWay(second, next)).isTrue();
        assertThat(models.readAll()).containsExactly(first);
        // The same once more, as by a training that is repeated, is no other model.
        assertThat(models.makesWay(first, models.publish(first))).isFalse();
        // Where the first was deleted on purpose, its version is free here; jobs say if it is not.
        RealTopics.send(own.modelProducer(), Poison.record(own.names().model(), key(first), null));
        assertThat(models.makesWay(second, models.publish(second))).isFalse();
        RealTopics.send(own.modelProducer(), Poison.record(own.names().model(), key(first), null));
        assertThat(models.history())
                .isEqualTo(new ModelHistory(List.of(), Map.of(first.base().id(), 2L)));
    }

    private static String key(AlignmentModel model) {
        return ModelFormat.key(model.base().id(), model.version());
    }

    /** A model that is effective before the front would come too late for a running job. */
    @Test
    void theFrontIsTheNewestValidBehaviourNearTheEnd() throws Exception {
        TopicSettings own = real.fresh("front");
        BehaviorRules rules = Fixtures.BEHAVIOR_RULES;
        assertThat(BehaviorFront.newest(own, real.registry(), rules)).isEmpty();
        InputRecords records = InputRecords.of(own.names(), real.registry());
        RealTopics.send(
                own.producer(),
                records.behavior(new Behavior("u", "i", "click", NOW + 9, null), NOW + 9),
                records.behavior(new Behavior("u", "i", "spit", NOW + 50, null), NOW + 50),
                records.erasure("u", NOW + 70),
                records.behavior(new Behavior("u", "i", "click", NOW, null), NOW));
        assertThat(BehaviorFront.newest(own, real.registry(), rules)).hasValue(NOW + 9);
        RealTopics.send(
                own.producer(), real.heartbeat(own).behavior(own.names().behavior(), 0, NOW + 20));
        assertThat(BehaviorFront.newest(own, real.registry(), rules)).hasValue(NOW + 20);

        List<RawRecord> last = new ArrayList<>();
        TopicScan.of(own, own.names().behavior()).last(2).forEach(last::add);
        assertThat(last).extracting(RawRecord::offset).containsExactly(3L, 4L);

        ModelTopic models = new ModelTopic(own, real.registry());
        String base = ModelFixture.model(1).base().id();
        Configuration lead = Configuration.fromMap(Map.of("mars.model.lead", "1 s"));
        assertThat(ModelRelease.next(base, models.history(), own, real.registry(), lead))
                .isEqualTo(new ModelRelease(1, 0));
        models.publish(ModelFixture.model(1));
        assertThat(ModelRelease.next(base, models.history(), own, real.registry(), lead))
                .isEqualTo(new ModelRelease(2, NOW + 1_020));

        // Erasures move no watermark; the front is before them, however many there are.
        ProducerRecord<byte[], byte[]> erasure = records.erasure("u", NOW + 90);
        RealTopics.send(
                own.producer(), Collections.nCopies(1_500, erasure).toArray(ProducerRecord[]::new));
        assertThat(BehaviorFront.newest(own, real.registry(), rules)).hasValue(NOW + 20);
    }

    @Test
    void aLargeModelPassesAndOneTooLargeIsRefusedInTime() throws Exception {
        TopicSettings own = real.fresh("large");
        ModelTopic models = new ModelTopic(own, real.registry());
        AlignmentModel large = ModelFixture.large(3 << 20);
        models.publish(large);
        assertThat(models.readAll()).containsExactly(large);
        assertThatThrownBy(() -> models.publish(ModelFixture.large(16 << 20)))
                .hasMessageContaining("mars.topic.model.max-bytes");
    }
}
