// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.topic.RegistryUnavailableException;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicPlan;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Whether the subjects are registered, and this build reads what their newest schemas write. */
final class SchemasCheck implements Check {
    @Override
    public String name() {
        return "schemas";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        for (TopicPlan plan : TopicPlan.of(deployment.settings().topics())) {
            String subject = SchemaRegistry.valueSubject(plan.topic());
            Optional<Schema> newest;
            try {
                newest = deployment.registry().newest(subject);
            } catch (RejectedException e) {
                found.accept(unreadable(subject, e.getMessage()));
                continue;
            }
            if (newest.isEmpty()) {
                found.accept(
                        Finding.fatal(
                                "subject " + subject,
                                "has no schema in the registry; it must have that of "
                                        + plan.schema().getName(),
                                "Register it with `mars topics`."));
            } else {
                compatible(subject, plan.schema(), newest.get(), found);
            }
        }
        registered(deployment, found);
    }

    /** Whether a job can write: it does so under its own schema's id. */
    private static void registered(Deployment deployment, Consumer<Finding> found)
            throws IOException {
        for (TopicPlan plan : TopicPlan.written(deployment.settings().topics())) {
            String subject = SchemaRegistry.valueSubject(plan.topic());
            try {
                deployment.registry().idOf(subject, plan.schema());
            } catch (RegistryUnavailableException e) {
                throw e;
            } catch (IOException e) {
                found.accept(
                        Finding.fatal(
                                "subject " + subject,
                                "has not the schema with which this build writes "
                                        + plan.schema().getName(),
                                "Register it with `mars topics`."));
            }
        }
    }

    private static void compatible(
            String subject, Schema ours, Schema newest, Consumer<Finding> found) {
        SchemaPairCompatibility reading =
                SchemaCompatibility.checkReaderWriterCompatibility(ours, newest);
        if (reading.getType() != SchemaCompatibilityType.COMPATIBLE) {
            found.accept(
                    unreadable(subject, reading.getResult().getIncompatibilities().toString()));
        }
    }

    private static Finding unreadable(String subject, String why) {
        return Finding.fatal(
                "subject " + subject,
                "its newest schema writes what this build cannot read: " + why,
                "Have producers write with a schema that schemas/*.avsc can read: every such record"
                        + " would be a dead letter.");
    }
}
