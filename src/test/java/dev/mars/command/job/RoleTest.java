// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.Grant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RoleTest {
    /** ACLs for topics that the job does not use help nobody. */
    @Test
    void namesAreThoseThatAreSet() {
        var configuration =
                Configuration.fromMap(
                        Map.of(
                                "mars.topic.dead-letter", "letters",
                                "mars.kafka.group-id", "g",
                                "mars.output.transactional-id-prefix", "t",
                                "mars.output.delivery", "exactly-once"));
        List<String> arguments =
                Role.ofJob(configuration).stream().map(g -> g.arguments("User:me")).toList();
        assertThat(arguments)
                .contains(
                        "--add --allow-principal 'User:me' --operation Write --topic 'letters'",
                        "--add --allow-principal 'User:me' --operation Read --group 'g'",
                        "--add --allow-principal 'User:me' --operation Write --transactional-id 't-'"
                                + " --resource-pattern-type prefixed");
        assertThat(Role.BACKFILL.grants(configuration).stream().map(Grant::resourceName))
                .contains(
                        "topic OUTPUT",
                        "topic OUTPUT-dead-letters",
                        "group g-backfill-OUTPUT",
                        "transactional id t-backfill-OUTPUT-*");
    }
}
