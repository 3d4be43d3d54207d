package dev.mars.preflight;

import dev.mars.config.MarsOptions;
import dev.mars.topic.TopicNames;
import dev.mars.topic.TopicState;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.acl.AclOperation;

/** Whether the brokers let this user do what the job does. */
final class PermissionsCheck implements Check {
    private static final Set<AclOperation> READING =
            Set.of(AclOperation.READ, AclOperation.DESCRIBE);
    private static final Set<AclOperation> WRITING =
            Set.of(AclOperation.WRITE, AclOperation.DESCRIBE);

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) throws IOException {
        TopicNames names = deployment.settings().topics().names();
        for (String topic : new String[] {names.behavior(), names.item(), names.model()}) {
            topic(deployment, topic, READING, found);
        }
        for (String topic : new String[] {names.output(), names.deadLetter()}) {
            topic(deployment, topic, WRITING, found);
        }
        String group = deployment.settings().consumerGroup();
        require(
                "group %s (%s)".formatted(group, MarsOptions.CONSUMER_GROUP.key()),
                "--group " + group,
                Set.of(AclOperation.READ),
                deployment.topics().groupOperations(group),
                found);
    }

    private static void topic(
            Deployment deployment, String topic, Set<AclOperation> needed, Consumer<Finding> found)
            throws IOException {
        Optional<TopicState> state = deployment.topics().state(topic);
        if (state.isPresent()) {
            require("topic " + topic, "--topic " + topic, needed, state.get().operations(), found);
        }
    }

    /** Brokers without an authorizer permit everything. */
    private static void require(
            String about,
            String resource,
            Set<AclOperation> needed,
            Set<AclOperation> permitted,
            Consumer<Finding> found) {
        Set<AclOperation> lacking = new TreeSet<>(needed);
        lacking.removeAll(permitted);
        for (AclOperation operation : lacking) {
            found.accept(
                    Finding.fatal(
                            about,
                            "%s is not granted to this user".formatted(operation),
                            "kafka-acls.sh --add --allow-principal User:NAME --operation %s %s"
                                    .formatted(operation, resource)));
        }
    }
}
