// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContenderTest {
    private final float[][] vectors = Clouds.random(400, 16, 1);
    private final float[][] fresh = Clouds.random(150, 16, 2);

    @ParameterizedTest
    @ValueSource(strings = {"mars", "jvector", "hnswlib", "lucene", "lucene-int8"})
    void findsWhatIsThereNowAndNothingThatWasReplaced(String name) throws Exception {
        try (Contender contender = Contenders.create(name)) {
            contender.build(vectors);
            int most = contender.efforts()[contender.efforts().length / 2];
            float[][] current = vectors.clone();
            assertThat(new Recall(fresh, current, 10).of(contender, most)).isGreaterThan(0.95);
            for (int key = 0; key < fresh.length; key++) {
                contender.upsert(key, fresh[key]);
                current[key] = fresh[key];
            }
            contender.settle();
            assertThat(new Recall(fresh, current, 10).of(contender, most)).isGreaterThan(0.95);
            assertThat(contender.search(fresh[3], 1, most)).containsExactly(3);
            assertThat(contender.ramBytesUsed()).isNotZero();
        }
    }
}
