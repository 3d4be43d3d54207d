// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.topic.Grant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.resource.ResourceType;

/** Whether the brokers let this user do what the job does. */
final class PermissionsCheck implements Check {
    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        List<Grant> asked = new ArrayList<>();
        for (Grant grant : deployment.grants()) {
            // A topic that is not there has been found missing already.
            if (grant.resource() != ResourceType.TOPIC
                    || deployment.topics().state(grant.name()).isPresent()) {
                asked.add(grant);
            }
        }
        for (Grant grant : deployment.topics().missing(asked)) {
            found.accept(
                    Finding.fatal(
                            grant.resourceName(),
                            grant.operationName() + " is not granted to this user",
                            grant.command(deployment.settings().topics(), "User:NAME")));
        }
    }
}
