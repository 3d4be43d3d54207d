// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.stream.JobSettings;
import dev.mars.topic.Grant;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;

/**
 * Looks at everything that a job needs before it is deployed, and tells all that is wrong at once:
 * a job that is started to find out tells one thing, and perhaps only after hours.
 */
public final class Preflight {
    private static final List<Check> CHECKS =
            List.of(
                    new TopicsCheck(),
                    new PermissionsCheck(),
                    new SchemasCheck(),
                    new ModelCheck(),
                    new DeliveryCheck(),
                    new CheckpointsCheck(),
                    new MemoryCheck());

    private final Configuration configuration;
    private final Function<Configuration, List<Grant>> grants;
    private final long donors;

    /**
     * @param configuration of the job and, for memory and checkpoints, of the cluster
     * @param grants what the job must be allowed to do in Kafka
     * @param donors that are expected, for the size of the index
     */
    public Preflight(
            Configuration configuration, Function<Configuration, List<Grant>> grants, long donors) {
        this.configuration = configuration;
        this.grants = grants;
        this.donors = donors;
    }

    /**
     * @param looked is given each check's name and what it found, in order
     * @return whether nothing fatal was found
     */
    public boolean run(BiConsumer<String, List<Finding>> looked) {
        List<Finding> all = new ArrayList<>(options());
        looked.accept(OptionsCheck.NAME, List.copyOf(all));
        if (all.stream().noneMatch(Finding::isFatal)) {
            JobSettings settings = JobSettings.from(configuration);
            try (Topics topics = new Topics(settings.topics());
                    SchemaRegistry registry = settings.topics().registry()) {
                Deployment deployment =
                        new Deployment(
                                configuration,
                                settings,
                                topics,
                                registry,
                                grants.apply(configuration),
                                donors);
                for (Check check : CHECKS) {
                    List<Finding> found = look(check, deployment);
                    looked.accept(check.name(), found);
                    all.addAll(found);
                }
            }
        }
        return all.stream().noneMatch(Finding::isFatal);
    }

    private List<Finding> options() {
        List<Finding> found = new ArrayList<>();
        OptionsCheck.look(configuration, found::add);
        return found;
    }

    private static List<Finding> look(Check check, Deployment deployment) {
        List<Finding> found = new ArrayList<>();
        try {
            check.look(deployment, found::add);
        } catch (IOException e) {
            found.add(
                    Finding.fatal(
                            check.name(),
                            "could not be looked at: " + e.getMessage(),
                            "Repair that first, and look again."));
        }
        return found;
    }
}
