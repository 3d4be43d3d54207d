// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.config.MarsOptions;
import dev.mars.topic.ModelTopic;
import java.io.IOException;
import java.util.function.Consumer;

/** Whether there is a model, of the base that the job is to run on. */
final class ModelCheck implements Check {
    @Override
    public String name() {
        return "model";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        try {
            new ModelTopic(deployment.settings().topics(), deployment.registry())
                    .base(deployment.configuration().get(MarsOptions.MODEL_BASE));
        } catch (IllegalStateException e) {
            found.accept(Finding.fatal(name(), e.getMessage(), "A job cannot start without one."));
        }
    }
}
