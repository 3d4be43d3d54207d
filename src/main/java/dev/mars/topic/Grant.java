// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * Something that a Kafka user must be allowed to do. Read and Write imply Describe.
 *
 * @param resource TOPIC, GROUP or TRANSACTIONAL_ID
 * @param name of the resource, or its beginning
 * @param prefix whether it is a beginning only
 */
public record Grant(ResourceType resource, String name, boolean prefix, AclOperation operation) {

    public static Grant topic(String name, AclOperation operation) {
        return new Grant(ResourceType.TOPIC, name, false, operation);
    }

    public static Grant group(String name, AclOperation operation) {
        return new Grant(ResourceType.GROUP, name, false, operation);
    }

    public static Grant transactions(String prefix) {
        return new Grant(ResourceType.TRANSACTIONAL_ID, prefix, true, AclOperation.WRITE);
    }

    /**
     * @param principal such as User:mars
     */
    public AclBinding binding(String principal) {
        return new AclBinding(
                new ResourcePattern(
                        resource, name, prefix ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** The call of Kafka's tools that gives it; an administrator adds who they are. */
    public String command(TopicSettings settings, String principal) {
        return "kafka-acls.sh --bootstrap-server "
                + settings.bootstrapServers()
                + " "
                + arguments(principal);
    }

    /** The same, without the brokers that it is for. */
    public String arguments(String principal) {
        return "--add --allow-principal '%s' --operation %s %s '%s'%s"
                .formatted(
                        principal,
                        operationName(),
                        switch (resource) {
                            case GROUP -> "--group";
                            case TRANSACTIONAL_ID -> "--transactional-id";
                            default -> "--topic";
                        },
                        name,
                        prefix ? " --resource-pattern-type prefixed" : "");
    }

    /** As Kafka's tools spell it, such as Read. */
    public String operationName() {
        return SecurityUtils.operationName(operation);
    }

    /** Such as topic dead-letters. */
    public String resourceName() {
        String kind =
                switch (resource) {
                    case GROUP -> "group";
                    case TRANSACTIONAL_ID -> "transactional id";
                    default -> "topic";
                };
        return kind + " " + name + (prefix ? "*" : "");
    }
}
