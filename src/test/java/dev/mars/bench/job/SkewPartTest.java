// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mars.config.MarsOptions;
import java.lang.reflect.Field;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** If this fails, a part that cannot be measured is found out only after many minutes. */
class SkewPartTest {
    @Test
    void needsTheOptionThatItCompares() throws Exception {
        boolean known = false;
        for (Field field : MarsOptions.class.getFields()) {
            known |=
                    field.get(null) instanceof ConfigOption<?> option
                            && option.key().equals("mars.item-join.copies");
        }
        Throwable problem = catchThrowable(SkewPart::requireCopies);
        if (known) {
            assertThat(problem).isNull();
        } else {
            assertThat(problem)
                    .hasMessageContaining("has no option mars.item-join.copies")
                    .hasMessageContaining("leave it out of --parts");
        }
    }
}
