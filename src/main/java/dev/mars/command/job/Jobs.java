// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import dev.mars.stream.AugmentationJob;
import dev.mars.stream.Extent;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Submits the augmentation job to a Flink cluster that has MARS on its classpath, or to any other
 * together with the job jar, if pipeline.jars names it.
 */
public final class Jobs {
    /**
     * @param configuration of MARS, and of the client: rest.address and rest.port of the cluster
     * @param bounded true to end at what the topics hold now
     */
    public static JobClient submit(Configuration configuration, boolean bounded) throws Exception {
        return submit(configuration, bounded ? Extent.BOUNDED : Extent.LIVE, AugmentationJob.NAME);
    }

    /**
     * @param configuration of MARS, and of the client: rest.address and rest.port of the cluster
     * @param name under which Flink shows it
     */
    static JobClient submit(Configuration configuration, Extent extent, String name)
            throws Exception {
        Configuration client = new Configuration(configuration);
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(DeploymentOptions.ATTACHED, false);
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(client);
        try (Topics topics = new Topics(TopicSettings.from(configuration))) {
            topics.require("the job", Role.ofJob(configuration));
        }
        AugmentationJob.of(configuration, extent).build(env);
        return env.executeAsync(name);
    }

    /** The same for a job that starts from nothing: a savepoint that is named is the live job's. */
    public static Configuration fromNothing(Configuration configuration) {
        Configuration own = new Configuration(configuration);
        own.removeConfig(StateRecoveryOptions.SAVEPOINT_PATH);
        return own;
    }

    private Jobs() {}
}
