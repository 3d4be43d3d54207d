// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.command.job.Jobs;
import dev.mars.command.job.Role;
import dev.mars.topic.Grant;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it over SASL_SSL, with a registry that demands a password, as users who are granted
 * what docs/security.md lists and nothing else. If one of these fails, the docs grant too little or
 * secrets can be read where they must not stand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {
    private static final String JOB = "job";
    private static final String EXACTLY = "exactly";
    private static final String CONSUMER = "consumer";

    private static final Map<String, Role> USERS =
            new TreeMap<>(
                    Map.of(
                            "topics",
                            Role.TOPICS,
                            "loader",
                            Role.LOAD,
                            "trainer",
                            Role.TRAIN,
                            JOB,
                            Role.RUN,
                            EXACTLY,
                            Role.RUN_EXACTLY_ONCE,
                            "backfiller",
                            Role.BACKFILL,
                            "redriver",
                            Role.REDRIVE,
                            "reader",
                            Role.TAIL,
                            CONSUMER,
                            Role.CONSUME));

    private static final String[] DEBUG = {"--debug"};
    private static final String[] SPAN = {"--from", "1970-01-01", "--to", "2100-01-01"};

    @TempDir private static Path directory;

    private final List<MarsCommand> ran = new ArrayList<>();
    private SecuredStack stack;
    private Map<ByteBuffer, Integer> outputs;
    private MarsCommand wrongPassword;
    private MarsCommand certified;
    private MarsCommand fromEnvironment;
    private MarsCommand redrive;
    private String failure;
    private Map<String, String> shown;

    @BeforeAll
    void run() throws Exception {
        stack = new SecuredStack(directory, List.copyOf(USERS.keySet()));
        for (Map.Entry<String, Role> user : USERS.entrySet()) {
            stack.grant(user.getKey(), user.getValue());
        }
        must("topics", "topics");
        must("loader", "load", "--users", "60", "--items", "400", "--behaviors", "1500");
        must("trainer", "train", "-Dmars.model.descent.steps=30", "-Dmars.model.dimensions=16");
        must(JOB, "run", "--bounded");
        must(EXACTLY, "run", "--bounded", "-Dmars.output.delivery=exactly-once");
        outputs = outputs();
        must("backfiller", with(SPAN, "backfill", "--output", "OUTPUT"));
        // An export asks whether the topic keeps all of it.
        stack.grant(CONSUMER, Grant.topic("augmented-sequences", AclOperation.DESCRIBE_CONFIGS));
        must(CONSUMER, with(SPAN, "export", directory + "/export", "--format", "jsonl"));
        must("reader", "tail", "--from-beginning", "--limit", "1");
        certified = certified();
        fromEnvironment = fromEnvironment();
        wrongPassword = run(SecuredStack.STRANGER, "run", "--bounded");
        failure = failureOfAJobThatLosesAGrant();
        // What was loaded a second time is late.
        must(JOB, "run", "--bounded");
        redrive = run("redriver", "redrive", "--reason", "LATE", "--send");
        shown = ShownTexts.of(stack.stack());
    }

    @AfterAll
    void end() {
        stack.close();
    }

    /** With stack traces: they are searched for secrets too. */
    private MarsCommand run(String user, String... args) {
        MarsCommand command = MarsCommand.run(stack.options(user), with(DEBUG, args));
        ran.add(command);
        return command;
    }

    /** By mTLS, as the one whom the certificate names. */
    private MarsCommand certified() throws Exception {
        stack.grant(SecuredStack.CERTIFIED, Role.TAIL);
        MarsCommand command =
                MarsCommand.run(
                        stack.certified(), with(DEBUG, "tail", "--from-beginning", "--limit", "1"));
        ran.add(command);
        return command;
    }

    private MarsCommand fromEnvironment() throws Exception {
        MarsCommand command =
                MarsCommand.runApart(
                        stack.environment(),
                        stack.fromEnvironment("reader"),
                        with(DEBUG, "tail", "--from-beginning", "--limit", "1"));
        ran.add(command);
        return command;
    }

    private static String[] with(String[] last, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
    }

    private void must(String user, String... args) {
        MarsCommand command = run(user, args);
        assertThat(command.exit()).as(command.said()).isZero();
    }

    /** As a trainer reads them, in a group of its own: each value, and how often it is there. */
    private Map<ByteBuffer, Integer> outputs() throws IOException {
        TopicSettings settings = TopicSettings.from(stack.options(CONSUMER));
        String topic = settings.names().output();
        Map<ByteBuffer, Integer> found = new HashMap<>();
        try (var topics = new Topics(settings);
                var consumer = new KafkaConsumer<byte[], byte[]>(settings.consumer("GROUP"))) {
            // Those of records, committed or not: they are passed once all is committed.
            Map<TopicPartition, Long> ends = topics.endOffsets(topic);
            consumer.subscribe(List.of(topic));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200))
                                        .forEach(
                                                record ->
                                                        found.merge(
                                                                ByteBuffer.wrap(record.value()),
                                                                1,
                                                                Integer::sum));
                                return hasReached(consumer, ends);
                            });
            consumer.commitSync();
        }
        return found;
    }

    private static boolean hasReached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return consumer.assignment().equals(ends.keySet())
                && ends.entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Behaviours that are loaded twice come late the second time, and are dead letters. */
    private String failureOfAJobThatLosesAGrant() throws Exception {
        Configuration options = stack.options(JOB);
        options.setString("restart-strategy.type", "none");
        options.setString("mars.job.checkpoint-interval", "500 ms");
        JobClient job = Jobs.submit(options, false);
        // So that there is one to search.
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::isCheckpointed);
        Grant write = grant(Role.RUN, "dead-letters", AclOperation.WRITE);
        stack.revoke(JOB, write);
        must("loader", "load", "--users", "60", "--items", "400", "--behaviors", "1500");
        try {
            job.getJobExecutionResult().get(3, TimeUnit.MINUTES);
            return "none";
        } catch (ExecutionException e) {
            return ExceptionUtils.stringifyException(e);
        } finally {
            stack.grant(JOB, write);
        }
    }

    private boolean isCheckpointed() throws IOException {
        try (Stream<Path> files = Files.walk(stack.stack().directory().resolve("checkpoints"))) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        }
    }

    private static Grant grant(Role role, String name, AclOperation operation) {
        return role.grants(new Configuration()).stream()
                .filter(g -> g.name().equals(name) && g.operation() == operation)
                .findFirst()
                .orElseThrow();
    }

    /** Both deliveries wrote all of it: the same bytes, twice. */
    @Test
    void everyRoleDoesItsWorkWithWhatItIsGranted() {
        assertThat(outputs).hasSizeGreaterThan(1_000);
        assertThat(outputs.values()).allMatch(times -> times == 2);
    }

    @Test
    void aCertificateDoesAsWellAsAPassword() {
        assertThat(certified.exit()).as(certified.said()).isZero();
        assertThat(certified.said()).contains("own sequence");
    }

    @Test
    void theEnvironmentDoesAsWellAsAFile() {
        assertThat(fromEnvironment.exit()).as(fromEnvironment.said()).isZero();
        assertThat(fromEnvironment.said()).contains("own sequence");
    }

    @Test
    void deadLettersGoBackWithWhatRedriveIsGranted() {
        assertThat(redrive.exit()).as(redrive.said()).isZero();
    }

    /** Not minutes later, on another machine, as a job that starts again and again. */
    @Test
    void aJobThatLacksAGrantIsRefusedAndToldWhatToGrant() throws Exception {
        for (Grant grant : Role.RUN_EXACTLY_ONCE.grants(new Configuration())) {
            if (grant.resource() == ResourceType.GROUP) {
                continue;
            }
            stack.revoke(EXACTLY, grant);
            MarsCommand refused =
                    run(EXACTLY, "run", "--bounded", "-Dmars.output.delivery=exactly-once");
            stack.grant(EXACTLY, grant);
            assertThat(refused.exit()).as(refused.said()).isEqualTo(1);
            assertThat(refused.said())
                    .contains(grant.operationName() + " on " + grant.resourceName())
                    .contains(grant.arguments("User:NAME"));
        }
    }

    /** All at once and before anything is deployed, also where a topic may not even be seen. */
    @Test
    void aPreflightFindsEveryGrantThatIsMissing() throws Exception {
        String[] look = {"preflight", "--donors", "100", "-Dmars.output.delivery=exactly-once"};
        List<Grant> some =
                List.of(
                        grant(Role.RUN, "item-modality", AclOperation.READ),
                        grant(Role.RUN, "dead-letters", AclOperation.WRITE),
                        grant(Role.RUN_EXACTLY_ONCE, "mars-", AclOperation.WRITE));
        for (Grant grant : some) {
            stack.revoke(EXACTLY, grant);
        }
        Grant see = Grant.topic("dead-letters", AclOperation.DESCRIBE);
        stack.grant(EXACTLY, see);
        MarsCommand found = run(EXACTLY, look);
        for (Grant grant : some) {
            stack.grant(EXACTLY, grant);
        }
        stack.revoke(EXACTLY, see);
        assertThat(found.exit()).as(found.said()).isEqualTo(1);
        assertThat(found.said())
                .contains("topic item-modality: is not there, or may not be seen")
                .contains("topic dead-letters: Write is not granted to this user")
                .contains("transactional id mars-*: Write is not granted to this user")
                .contains("kafka-acls.sh");
        MarsCommand whole = run(EXACTLY, look);
        assertThat(whole.exit()).as(whole.said()).isZero();
        assertThat(whole.said()).contains("transaction.max.timeout.ms may not be seen");
    }

    @Test
    void whatNobodyGrantedIsRefused() {
        MarsCommand refused = run(CONSUMER, "load", "--users", "60", "--behaviors", "1500");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said()).contains("Write on topic user-behavior");
        MarsCommand created = run(CONSUMER, "topics");
        assertThat(created.exit()).isEqualTo(1);
        assertThat(created.said()).contains("creating topic user-behavior", "mars acls");
    }

    @Test
    void aRunningJobThatLosesAGrantNamesTheTopic() {
        assertThat(failure).contains("Not authorized to access topics: [dead-letters]");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() {
        assertThat(wrongPassword.exit()).isEqualTo(1);
        assertThat(wrongPassword.said())
                .contains("Authentication failed", "check user, password and truststore");
    }

    /** Nor does the registry answer those who have no password, or trust nobody. */
    @Test
    void theRegistryDemandsItsPassword() throws Exception {
        Configuration options = stack.options(JOB);
        options.removeKey("mars.registry.properties.basic.auth.user.info");
        options.removeKey("mars.registry.properties.basic.auth.credentials.source");
        assertThatThrownBy(() -> Jobs.submit(options, true))
                .hasMessageContaining("mars.registry.properties")
                .hasMessageContaining("HTTP 401");
    }

    @Test
    void noSecretIsShownAnywhere() throws Exception {
        Map<String, String> texts = new TreeMap<>(shown);
        for (int i = 0; i < ran.size(); i++) {
            texts.put("command " + i, ran.get(i).said());
        }
        texts.put("failure", failure);
        Path log = Path.of("target/integration-tests/command/logs/mars.log");
        texts.put(log.toString(), Files.readString(log));
        // Otherwise the search looks in the wrong places.
        assertThat(texts.keySet())
                .anyMatch(name -> name.endsWith("/exceptions"))
                .anyMatch(name -> name.endsWith("taskmanager-1.log"))
                .anyMatch(name -> name.contains("checkpoints"));
        assertThat(texts.values()).anyMatch(text -> text.contains("secrets.properties"));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            for (String secret : stack.secrets()) {
                assertThat(text.getValue().contains(secret)).as(text.getKey()).isFalse();
            }
        }
    }
}
