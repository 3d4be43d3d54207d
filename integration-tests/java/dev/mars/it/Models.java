// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.AlignmentModel;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;

/** Models beside the one that a scenario trains. */
final class Models {
    /** Writes it to the scenario's model topic, whatever becomes of it there. */
    static void publish(Scenario scenario, AlignmentModel model) throws Exception {
        try (SchemaRegistry registry = scenario.topics().registry()) {
            new ModelTopic(scenario.topics(), registry).publish(model);
        }
    }

    /** The same, but that it turns the text away from the image, so that answers differ. */
    static Alignment turned(Alignment alignment) {
        return new Alignment(reversed(alignment.text()), alignment.image());
    }

    /** The same map with the unified space's dimensions in reverse. */
    private static AffineMap reversed(AffineMap map) {
        int d = map.dimensions();
        float[] matrix = new float[d * d];
        float[] bias = new float[d];
        for (int row = 0; row < d; row++) {
            System.arraycopy(map.matrix(), row * d, matrix, (d - 1 - row) * d, d);
            bias[d - 1 - row] = map.bias()[row];
        }
        return new AffineMap(matrix, bias);
    }

    private Models() {}
}
