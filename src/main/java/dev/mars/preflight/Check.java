// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import java.io.IOException;
import java.util.function.Consumer;

/** Looks at one side of a deployment. Changes nothing that lasts. */
interface Check {
    /** What it looks at, in a few words. */
    String name();

    /**
     * @param found is given what is not as it should be
     * @throws IOException if it could not look; the message says why
     */
    void look(Deployment deployment, Consumer<Finding> found) throws IOException;
}
