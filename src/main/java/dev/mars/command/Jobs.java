package dev.mars.command;

import dev.mars.alignment.Base;
import dev.mars.config.MarsOptions;
import dev.mars.stream.AugmentationJob;
import dev.mars.stream.Extent;
import dev.mars.stream.JobSettings;
import dev.mars.topic.Grant;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the augmentation job to a Flink cluster that has MARS on its classpath. */
public final class Jobs {
    /**
     * @param configuration of MARS, and of the client: rest.address and rest.port of the cluster
     * @param bounded true to end at what the topics hold now
     */
    public static JobClient submit(Configuration configuration, boolean bounded) throws Exception {
        return submit(configuration, bounded ? Extent.BOUNDED : Extent.LIVE, "MARS");
    }

    /**
     * @param configuration of MARS, and of the client: rest.address and rest.port of the cluster
     * @param name under which Flink shows it
     */
    static JobClient submit(Configuration configuration, Extent extent, String name)
            throws Exception {
        JobSettings settings = JobSettings.from(configuration);
        TopicSettings topics = settings.topics();
        Configuration client = new Configuration(configuration);
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(DeploymentOptions.ATTACHED, false);
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(client);
        Map<String, Integer> partitions = partitions(topics, Role.ofJob(configuration));
        Base base = base(topics, configuration.get(MarsOptions.MODEL_BASE));
        new AugmentationJob(settings, base, partitions, extent).build(env);
        return env.executeAsync(name);
    }

    private static Base base(TopicSettings topics, String id) throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            return new ModelTopic(topics, registry).base(id);
        }
    }

    /** Of the two inputs, whose numbers are known only to those who may read them. */
    private static Map<String, Integer> partitions(TopicSettings settings, List<Grant> needed)
            throws IOException {
        Map<String, Integer> partitions = new TreeMap<>();
        try (Topics topics = new Topics(settings)) {
            topics.require("the job", needed);
            for (String topic :
                    new String[] {settings.names().behavior(), settings.names().item()}) {
                partitions.put(topic, topics.endOffsets(topic).size());
            }
        }
        return partitions;
    }

    private Jobs() {}
}
