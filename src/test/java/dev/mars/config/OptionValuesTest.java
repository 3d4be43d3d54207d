// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.retrieval.Ranking;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
    @TempDir Path directory;

    /** A misspelt option would silently be its default, and shape the output. */
    @Test
    void anUnknownOptionNamesTheNearest() {
        assertThatThrownBy(() -> read("mars.retrieval.neighbors", "8"))
                .hasMessage(
                        "mars.retrieval.neighbors: no such option; the nearest is"
                                + " mars.retrieval.neighbours");
    }

    @ParameterizedTest
    @CsvSource({
        "mars.topic.partitions, four, a whole number",
        "mars.profile.low, few, a number",
        "mars.local.simd, maybe, true or false",
        "mars.epoch, 1 fortnight, a duration",
        "mars.local.task-manager-memory, big, a size",
        "mars.retrieval.donors, best, 'one of item-sets, user-embedding'",
    })
    void aValueOfAWrongTypeNamesKeyValueAndRule(String key, String value, String rule) {
        assertThatThrownBy(() -> read(key, value))
                .hasMessageStartingWith(key + ": '" + value + "' is not " + rule);
    }

    @Test
    void readsNestedAndFlatYamlAndTheCommandLineWins() throws Exception {
        File file =
                Files.writeString(
                                directory.resolve("mars.yaml"),
                                """
                                mars:
                                  epoch: 30 min
                                  actions:
                                    click: 1
                                    share: 2.5
                                mars.topic.partitions: 8
                                mars.profile.low: 3
                                execution.buffer-timeout: 5 ms
                                """)
                        .toFile();
        Configuration c = OptionValues.read(file, Map.of("mars.profile.low", "4"));
        assertThat(c.get(MarsOptions.EPOCH)).isEqualTo(Duration.ofMinutes(30));
        assertThat(c.get(MarsOptions.ACTIONS))
                .containsExactlyInAnyOrderEntriesOf(Map.of("click", "1", "share", "2.5"));
        assertThat(c.get(MarsOptions.TOPIC_PARTITIONS)).isEqualTo(8);
        assertThat(c.get(MarsOptions.ACTIVITY_LOW)).isEqualTo(4.0);
        assertThat(c.toMap()).containsEntry("execution.buffer-timeout", "5 ms");
    }

    @Test
    void readsMapsAndEnumsAsTheyAreDocumented() {
        assertThat(read("mars.actions", "impression:0,click:1").get(MarsOptions.ACTIONS))
                .containsExactlyInAnyOrderEntriesOf(Map.of("impression", "0", "click", "1"));
        assertThat(
                        read("mars.kafka.properties.security.protocol", "SSL")
                                .get(MarsOptions.KAFKA_PROPERTIES))
                .isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(read("mars.retrieval.donors", "user-embedding").get(MarsOptions.DONOR_RANKING))
                .isEqualTo(Ranking.USER_EMBEDDING);
    }

    /** Flink heeds a whole map alone where there is one, and would pass over -D without a word. */
    @Test
    void anEntryWinsOverAWholeMapBeforeItAndTheOtherWayRound() throws Exception {
        Path whole = directory.resolve("whole.yaml");
        Files.writeString(whole, "mars.actions: impression:0,click:1\n");
        assertThat(actions(whole, Map.of("mars.actions.click", "5")))
                .isEqualTo(Map.of("impression", "0", "click", "5"));
        Path entries = directory.resolve("entries.yaml");
        Files.writeString(entries, "mars.actions: {impression: 0, click: 1}\n");
        assertThat(actions(entries, Map.of("mars.actions", "like:2")))
                .isEqualTo(Map.of("like", "2"));
        assertThat(
                        OptionValues.read(
                                        Map.of("mars.actions", "like:2"),
                                        entries.toFile(),
                                        Map.of())
                                .get(MarsOptions.ACTIONS))
                .isEqualTo(Map.of("like", "2", "impression", "0", "click", "1"));
    }

    private static Map<String, String> actions(Path file, Map<String, String> values) {
        return OptionValues.read(file.toFile(), values).get(MarsOptions.ACTIONS);
    }

    /** A template's empty variable; the topic would be called null. */
    @Test
    void aKeyWithoutAValueIsNamed() throws Exception {
        Path file = directory.resolve("empty.yaml");
        Files.writeString(file, "mars.topic:\n  output:\nexecution.buffer-timeout:\n");
        assertThatThrownBy(() -> OptionValues.read(file.toFile(), Map.of()))
                .hasMessageContaining("mars.topic.output has no value");
    }

    /** A map of properties may hold what nobody else should see. */
    @Test
    void aMapThatIsNoneIsNotShown() {
        assertThatThrownBy(() -> read("mars.kafka.properties", "ssl.key.password=hunter2"))
                .hasMessageContaining("mars.kafka.properties: its value is not a list such as")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aMissingFileIsNamed() {
        File none = directory.resolve("none.yaml").toFile();
        assertThatThrownBy(() -> OptionValues.read(none, Map.of()))
                .hasMessageContaining("--config: " + none);
    }

    private static Configuration read(String key, String value) {
        return OptionValues.read(null, Map.of(key, value));
    }
}
