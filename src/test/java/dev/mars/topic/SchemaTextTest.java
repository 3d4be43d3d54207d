// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaTextTest {
    /** A user who registers schemas/*.avsc by hand must get the ids that we look up. */
    @Test
    void theRegisteredTextIsTheContracts() throws Exception {
        List<TopicPlan> plans = TopicPlan.of(TopicSettingsTest.DEFAULTS);
        assertThat(plans).hasSize(5);
        for (TopicPlan plan : plans) {
            Path file = Path.of("schemas", plan.schema().getName() + ".avsc");
            Schema contract = new Schema.Parser().parse(file.toFile());
            assertThat(SchemaText.of(plan.schema())).isEqualTo(contract.toString());
        }
    }
}
