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
    /** Ask Kafka and the registry. Where one gets no answer, those after it would get none. */
    private static final List<Check> ASKING =
            List.of(
                    new TopicsCheck(),
                    new PermissionsCheck(),
                    new SchemasCheck(),
                    new ModelCheck(),
                    new DeliveryCheck());

    private static final List<Check> OTHERS = List.of(new CheckpointsCheck(), new MemoryCheck());

    private final Configuration configuration;
    private final Function<Configuration, List<Grant>> grants;
    private final long donors;
    private final long items;

    /**
     * @param configuration of the job and, for memory and checkpoints, of the cluster
     * @param grants what the job must be allowed to do in Kafka
     * @param donors that are expected, for the size of the index
     * @param items that these will hold, different ones, for the same
     */
    public Preflight(
            Configuration configuration,
            Function<Configuration, List<Grant>> grants,
            long donors,
            long items) {
        this.configuration = configuration;
        this.grants = grants;
        this.donors = donors;
        this.items = items;
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
                                donors,
                                items);
                look(ASKING, deployment, looked, all);
                look(OTHERS, deployment, looked, all);
            }
        }
        return all.stream().noneMatch(Finding::isFatal);
    }

    private static void look(
            List<Check> checks,
            Deployment deployment,
            BiConsumer<String, List<Finding>> looked,
            List<Finding> all) {
        for (Check check : checks) {
            List<Finding> found = new ArrayList<>();
            try {
                check.look(deployment, found::add);
                looked.accept(check.name(), found);
                all.addAll(found);
            } catch (IOException e) {
                Finding unknown =
                        Finding.fatal(
                                check.name(),
                                "could not be looked at: " + e.getMessage(),
                                "Repair that first, and look again.");
                looked.accept(check.name(), List.of(unknown));
                all.add(unknown);
                return;
            }
        }
    }

    private List<Finding> options() {
        List<Finding> found = new ArrayList<>();
        OptionsCheck.look(configuration, found::add);
        return found;
    }
}
