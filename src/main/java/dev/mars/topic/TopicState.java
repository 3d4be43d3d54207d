package dev.mars.topic;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * A topic as the brokers have it.
 *
 * @param settings by name, such as cleanup.policy; empty if this user may not see them
 * @param operations that this user may do on it
 */
public record TopicState(
        int partitions, Map<String, String> settings, Set<AclOperation> operations) {}
