// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AlignmentModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** With what a publisher's model goes out, and which base a job takes up. */
class ModelReleaseTest {
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final AlignmentModel OTHER = ModelFixture.imageOnly();
    private static final AlignmentModel THIRD = ModelFixture.model(3); // effective from 17
    private static final AlignmentModel FIRST = ModelFixture.model(1);
    private static final String BASE = FIRST.base().id();

    @Test
    void aBasesFirstModelIsEffectiveFromTheBeginning() {
        assertThat(ModelRelease.next(BASE, history(OTHER), OptionalLong.of(1_000), LEAD))
                .isEqualTo(new ModelRelease(1, 0));
    }

    @Test
    void aFurtherOneIsAheadOfTheNewestBehaviour() {
        assertThat(
                        ModelRelease.next(
                                BASE, history(THIRD, FIRST, OTHER), OptionalLong.of(1_000), LEAD))
                .isEqualTo(new ModelRelease(4, 601_000));
    }

    /** Or an older version would come into use after a newer one. */
    @Test
    void itIsNeverEffectiveBeforeAnEarlierVersion() {
        assertThat(ModelRelease.next(BASE, history(FIRST), OptionalLong.empty(), LEAD))
                .isEqualTo(new ModelRelease(2, 17));
    }

    /** A job that runs keeps a deleted model, and would refuse another one of its version. */
    @Test
    void aDeletedModelsVersionIsNotGivenAgain() {
        ModelHistory history = new ModelHistory(List.of(FIRST), Map.of(BASE, 3L));
        assertThat(ModelRelease.next(BASE, history, OptionalLong.of(1_000), LEAD).version())
                .isEqualTo(4);
        assertThat(ModelRelease.next("feed", history, OptionalLong.empty(), LEAD))
                .isEqualTo(new ModelRelease(1, 0));
        ModelHistory gone = new ModelHistory(List.of(), Map.of(BASE, 1L));
        assertThat(ModelRelease.next(BASE, gone, OptionalLong.empty(), LEAD))
                .isEqualTo(new ModelRelease(2, 0));
    }

    @Test
    void aKeyNamesABaseAndAVersion() {
        assertThat(ModelFormat.parsed(ModelFormat.key("feed", 12)))
                .isEqualTo(new ModelFormat.Key("feed", 12));
        assertThat(ModelFormat.parsed("feed")).isNull();
        assertThat(ModelFormat.parsed("feed/first")).isNull();
    }

    private static ModelHistory history(AlignmentModel... models) {
        Map<String, Long> versions = new HashMap<>();
        for (AlignmentModel model : models) {
            versions.merge(model.base().id(), model.version(), Math::max);
        }
        return new ModelHistory(List.of(models), versions);
    }

    @Test
    void aJobTakesUpTheBaseThatIsPinnedOrTheNewest() {
        List<AlignmentModel> models = List.of(FIRST, OTHER);
        assertThat(ModelTopic.base(null, models, "t")).isEqualTo(OTHER.base());
        assertThat(ModelTopic.base(BASE, models, "t")).isEqualTo(FIRST.base());
    }

    @Test
    void aBaseThatIsNotThereIsAClearError() {
        assertThatThrownBy(() -> ModelTopic.base("feed", List.of(FIRST, OTHER), "t"))
                .hasMessage(
                        "mars.model.base is feed; topic t has models of %s, %s: set it to one of"
                                + " these, or leave it out for the newest",
                        BASE, OTHER.base().id());
        assertThatThrownBy(() -> ModelTopic.base(null, List.of(), "t"))
                .hasMessageContaining("mars train");
    }
}
