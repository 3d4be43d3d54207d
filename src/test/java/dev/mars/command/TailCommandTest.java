// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TailCommandTest {
    private static final byte[] KEY = "u1".getBytes(StandardCharsets.UTF_8);

    /** One stranger's record would end the command, and hide all that come after it. */
    @Test
    void aValueThatIsNoneIsToldByItsPlace() throws Exception {
        assertThat(text(KEY, new byte[] {7, 7}))
                .contains("record 42 of outputs, partition 3", "2 bytes long");
    }

    @Test
    void aRecordWithoutAnythingIsToldByItsPlace() throws Exception {
        assertThat(text(null, null)).contains("record 42 of outputs, partition 3", "neither");
    }

    @Test
    void anErasureNamesItsUser() throws Exception {
        assertThat(text(KEY, null)).contains("user u1 was erased");
    }

    /** Which of two beginnings is meant nobody can guess. */
    @Test
    void twoBeginningsAreWrongUsage() {
        StringWriter err = new StringWriter();
        int exit =
                Mars.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("tail", "--from-beginning", "--from", "2025-01-01");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--from-beginning and --from both");
    }

    private static String text(byte[] key, byte[] value) throws Exception {
        AvroFormat<AugmentedSequence> format =
                AvroFormat.reader(
                        AugmentedSequence.class, id -> AugmentedSequence.getClassSchema());
        return TailCommand.text(
                new ConsumerRecord<>("outputs", 3, 42, key, value), format, id -> id);
    }
}
