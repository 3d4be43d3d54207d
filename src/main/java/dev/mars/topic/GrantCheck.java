// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks Kafka what its user may do, before a job is started that would fail for want of it on some
 * other machine, again and again, until its restarts are used up. Topics and transactional ids are
 * asked for; a group that may not be read costs progress alone.
 */
final class GrantCheck {
    private final TopicSettings settings;
    private final Admin admin;

    GrantCheck(TopicSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    void require(String what, List<Grant> grants) throws IOException {
        List<Grant> missing = missing(grants);
        if (!missing.isEmpty()) {
            throw new IOException(message(what, missing));
        }
    }

    /** Those of the grants that the user has not got. */
    List<Grant> missing(List<Grant> grants) throws IOException {
        Map<String, Set<AclOperation>> allowed = allowed(grants);
        List<Grant> missing = new ArrayList<>();
        for (Grant grant : grants) {
            boolean granted =
                    switch (grant.resource()) {
                        case TOPIC -> allowed.get(grant.name()).contains(grant.operation());
                        case TRANSACTIONAL_ID -> mayWrite(grant.name());
                        default -> true;
                    };
            if (!granted) {
                missing.add(grant);
            }
        }
        return missing;
    }

    private Map<String, Set<AclOperation>> allowed(List<Grant> grants) throws IOException {
        Set<String> topics =
                grants.stream()
                        .filter(grant -> grant.resource() == ResourceType.TOPIC)
                        .map(Grant::name)
                        .collect(Collectors.toSet());
        Map<String, Set<AclOperation>> allowed = new TreeMap<>();
        DescribeTopicsOptions withOperations =
                new DescribeTopicsOptions().includeAuthorizedOperations(true);
        for (var topic :
                admin.describeTopics(topics, withOperations).topicNameValues().entrySet()) {
            allowed.put(topic.getKey(), allowed(topic.getKey(), topic.getValue()));
        }
        return allowed;
    }

    private Set<AclOperation> allowed(String topic, KafkaFuture<TopicDescription> description)
            throws IOException {
        try {
            Set<AclOperation> operations = await(description).authorizedOperations();
            // Null from brokers that do not tell.
            return operations == null ? Set.of(AclOperation.values()) : operations;
        } catch (TopicAuthorizationException e) {
            return Set.of();
        } catch (RuntimeException e) {
            throw KafkaFailure.of("describing topic " + topic, settings, e);
        }
    }

    /** Who may write transactions may describe them, and there is no other way to ask. */
    private boolean mayWrite(String prefix) throws IOException {
        try {
            await(admin.describeTransactions(List.of(prefix)).description(prefix));
            return true;
        } catch (TransactionalIdNotFoundException e) {
            return true;
        } catch (TransactionalIdAuthorizationException e) {
            return false;
        } catch (RuntimeException e) {
            throw KafkaFailure.of("describing transactions of " + prefix, settings, e);
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while asking Kafka for permissions");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private String message(String what, List<Grant> missing) {
        return "Kafka at %s does not let its user do what %s needs: %s; grant it: %s. `mars acls` prints all that each command needs"
                .formatted(
                        settings.bootstrapServers(),
                        what,
                        missing.stream()
                                .map(grant -> grant.operationName() + " on " + grant.resourceName())
                                .collect(Collectors.joining(", ")),
                        missing.stream()
                                .map(grant -> grant.command(settings, "User:NAME"))
                                .collect(Collectors.joining("; ")));
    }
}
