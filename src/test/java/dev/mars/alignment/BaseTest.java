// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BaseTest {
    private final ModalityBase text = ModalityBaseTest.random(1, 3, 2, 4);
    private final ModalityBase image = ModalityBaseTest.random(2, 5, 2, 3);

    /** State and topics of running jobs carry the id: it must never come out differently. */
    @Test
    void idIsTheHashOfTheDocumentedBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(2);
        out.writeByte(0);
        out.writeByte(1);
        out.writeInt(5);
        write(out, image.mean());
        write(out, image.projection());
        out.writeInt(3);
        write(out, image.centroids());
        String hash = Long.toHexString(XxHash.of(bytes.toByteArray()));
        assertThat(new Base(2, null, image).id()).isEqualTo("0".repeat(16 - hash.length()) + hash);
    }

    @Test
    void idChangesWithASingleCentroid() {
        float[] centroids = image.centroids().clone();
        centroids[centroids.length - 1] += 1;
        ModalityBase other = new ModalityBase(5, image.mean(), image.projection(), 3, centroids);
        assertThat(new Base(2, text, other).id()).isNotEqualTo(new Base(2, text, image).id());
        assertThat(new Base(2, text, other)).isNotEqualTo(new Base(2, text, image));
    }

    @Test
    void equalContentIsAnEqualBase() {
        Base one = new Base(2, text, image);
        Base other =
                new Base(
                        2,
                        ModalityBaseTest.random(1, 3, 2, 4),
                        ModalityBaseTest.random(2, 5, 2, 3));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.id()).isEqualTo(other.id());
    }

    @Test
    void aModalityThatTheBaseLacksCountsAsAbsent() {
        Base base = new Base(2, text, null);
        assertThat(base.project(null, new float[7])).isSameAs(BaseFeatures.NONE);
        BaseFeatures features = base.project(new float[3], new float[7]);
        assertThat(features.image()).isNull();
        assertThat(SemanticCode.hasText(features.code())).isTrue();
        assertThat(SemanticCode.hasImage(features.code())).isFalse();
    }

    /** Or all who ever acted on the item would have no embedding by this modality any more. */
    @Test
    void refusesAVectorThatWouldOverflowInEvidence() {
        float[] huge = new float[3];
        float[] steep = new float[2 * 3];
        Arrays.fill(steep, 10f);
        ModalityBase base = new ModalityBase(3, new float[3], steep, 0, new float[0]);
        for (float value : new float[] {Float.MAX_VALUE, 1e37f, 1e15f}) {
            Arrays.fill(huge, value);
            assertThatThrownBy(() -> new Base(2, base, null).project(huge, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("text vector gives a base vector with the value");
        }
    }

    @Test
    void refusesModalitiesOfOtherDimensions() {
        assertThatThrownBy(() -> new Base(3, text, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text base has 2 dimensions; the model has 3");
        assertThatThrownBy(() -> new Base(3, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither text nor image");
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }
}
