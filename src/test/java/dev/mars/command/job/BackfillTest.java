// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.command.Mars;
import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import dev.mars.stream.JobSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;

/** A backfill beside a live job, which must not notice it. */
class BackfillTest {
    private static final Extent EXTENT = Extent.replay(0, 1);

    private final StringWriter err = new StringWriter();

    /** With an id of the live job's, Kafka would fence one of the two. */
    @Test
    void itSharesTheInputsAndNothingElse() {
        Configuration live = new Configuration();
        JobSettings of = JobSettings.from(live);
        JobSettings own = JobSettings.from(new Backfill(EXTENT, "may").configuration(live));
        assertThat(own.topics().names().behavior()).isEqualTo(of.topics().names().behavior());
        assertThat(own.topics().names().item()).isEqualTo(of.topics().names().item());
        assertThat(own.topics().names().model()).isEqualTo(of.topics().names().model());
        assertThat(own.topics().names().output()).isEqualTo("may");
        assertThat(own.topics().names().deadLetter()).isEqualTo("may-dead-letters");
        assertThat(own.consumerGroup()).isEqualTo("mars-backfill-may");
        assertThat(own.transactionPrefix()).isEqualTo("mars-backfill-may");
        // The options are not another's to change.
        assertThat(live.contains(MarsOptions.OUTPUT_TOPIC)).isFalse();
    }

    /** A backfill that goes on where the live job was, and never ends. */
    @Test
    void itDoesNotStartFromTheLiveJobsState() {
        Configuration live = new Configuration();
        live.set(StateRecoveryOptions.SAVEPOINT_PATH, "s3://bucket/savepoint-1");
        assertThat(
                        new Backfill(EXTENT, "may")
                                .configuration(live)
                                .contains(StateRecoveryOptions.SAVEPOINT_PATH))
                .isFalse();
    }

    @Test
    void topicsOfTheLiveJobAreRefused() {
        Configuration live = new Configuration();
        for (String taken : new String[] {"augmented-sequences", "user-behavior"}) {
            assertThatThrownBy(() -> new Backfill(EXTENT, taken).configuration(live))
                    .hasMessageContaining("--output is " + taken)
                    .hasMessageContaining("name a topic of its own");
        }
        live.set(MarsOptions.DEAD_LETTER_TOPIC, "may-dead-letters");
        assertThatThrownBy(() -> new Backfill(EXTENT, "may").configuration(live))
                .hasMessageContaining("may-dead-letters");
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(backfill("--from", "2025-02-02", "--to", "2025-02-01")).isEqualTo(2);
        assertThat(err.toString()).contains("--from must be before --to");
        assertThat(backfill("--from", "2025-02-02", "--to", "tomorrow")).isEqualTo(2);
        assertThat(err.toString()).contains("'tomorrow' is no time");
        assertThat(backfill("--from", "0", "--to", "1", "--warmup", "long")).isEqualTo(2);
        assertThat(err.toString()).contains("'long' is no duration");
        assertThat(backfill("--from", "0", "--to", "1", "--parallelism", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--parallelism is 0");
    }

    private int backfill(String... args) {
        return Mars.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(
                                        Stream.of(
                                                "backfill",
                                                "--output",
                                                "may",
                                                "-Drest.address=nowhere",
                                                "-Drest.port=1",
                                                "-Dmars.local.directory=target/no-stack"),
                                        Arrays.stream(args))
                                .toArray(String[]::new));
    }

    /** What an earlier run has committed is not what this one has read. */
    @Test
    void progressIsThatOfThisRun() {
        ReadSoFar<String> progress =
                new ReadSoFar<>(
                        Map.of("a", 10L, "b", 0L), Map.of("a", 30L, "b", 5L), Map.of("a", 30L));
        assertThat(progress.total()).isEqualTo(25);
        assertThat(progress.of(Map.of("a", 30L))).isZero();
        assertThat(progress.of(Map.of("a", 15L, "b", 5L, "of another topic", 9L))).isEqualTo(10);
        assertThat(progress.of(Map.of("a", 99L, "b", 7L))).isEqualTo(25);
    }
}
