// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.export.ExportedFiles;
import dev.mars.export.LatestBefore;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.Topics;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.SortedMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What trainers read, against a topic that a real job has written. If one of these fails, a model
 * is trained on something else than what was served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT
                    .withSeed(31)
                    .withSize(300, 250, 6_000)
                    .withTime(SimulatorSettings.DEFAULT.start(), Duration.ofDays(30));
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.profile.low", "5",
                    "mars.profile.high", "12",
                    "mars.job.parallelism", "2",
                    "mars.topic.partitions", "3");
    private static final String BEGINNING = "1970-01-01";
    private static final String END = "2100-01-01";

    /** Of all tests: an export that is complete is there at once for the next. */
    @TempDir static Path parent;

    private final List<Interaction> interactions = new ArrayList<>();
    private Scenario served;
    private List<RawRecord> topic;

    /** In the export's order. */
    private List<AugmentedSequence> outputs;

    private String erased;
    private String returned;

    @BeforeAll
    void serve() throws Exception {
        served = Scenario.create(Stack.shared(), "export", OPTIONS);
        try (Simulator world = new Simulator(WORLD)) {
            served.load(world);
            world.interactions().forEach(interactions::add);
        }
        erased = interactions.get(0).userId();
        returned =
                interactions.stream()
                        .map(Interaction::userId)
                        .filter(user -> !user.equals(erased))
                        .findFirst()
                        .orElseThrow();
        long last = interactions.get(interactions.size() - 1).eventTime();
        try (SchemaRegistry registry = served.topics().registry()) {
            InputRecords records = InputRecords.of(served.topics().names(), registry);
            Behavior back =
                    new Behavior(
                            returned,
                            interactions.get(0).itemId(),
                            "click",
                            last + 7_200_000,
                            null);
            served.send(
                    List.of(
                            records.erasure(erased, last + 3_600_000),
                            records.erasure(returned, last + 3_600_000),
                            records.behavior(back, back.eventTime())));
        }
        served.train();
        served.run();
        topic = served.records(output());
        outputs = expected();
    }

    private String output() {
        return served.topics().names().output();
    }

    /** As the documentation says it, in memory. */
    private List<AugmentedSequence> expected() throws Exception {
        Map<String, Long> erasures = new HashMap<>();
        List<AugmentedSequence> all = new ArrayList<>();
        try (SchemaRegistry registry = served.topics().registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            for (RawRecord record : topic) {
                if (record.value() == null) {
                    erasures.merge(
                            new String(record.key(), StandardCharsets.UTF_8),
                            record.timestamp(),
                            Math::max);
                } else {
                    all.add(format.decode(record.value()));
                }
            }
        }
        assertThat(erasures).containsOnlyKeys(erased, returned);
        all.removeIf(s -> s.getAsOf() <= erasures.getOrDefault(s.getUserId(), -1L));
        all.sort(
                Comparator.comparing(ExportIT::day)
                        .thenComparing(AugmentedSequence::getUserId)
                        .thenComparing(AugmentedSequence::getAsOf));
        return all;
    }

    private static String day(AugmentedSequence sequence) {
        return Instant.ofEpochMilli(sequence.getAsOf())
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"avro", "jsonl", "parquet"})
    void filesHoldWhatIsOnTheTopic(String format) throws Exception {
        Path directory = exported(format, format);
        assertThat(ExportedFiles.read(directory)).isEqualTo(json(outputs));
        assertThat(days(directory))
                .isEqualTo(outputs.stream().map(ExportIT::day).distinct().toList())
                .hasSizeGreaterThan(25);
        JsonNode manifest = manifest(directory);
        assertThat(manifest.get("complete").asBoolean()).isTrue();
        assertThat(total(directory, "outputs")).isEqualTo(outputs.size());
        assertThat(total(directory, "erased")).isPositive();
        // Everything there is has a time before --to.
        assertThat(manifest.get("partitionsBehind")).hasSize(3);
        assertThat(directory.resolve("_temporary")).doesNotExist();
    }

    @Test
    void aSpanIsExportedAndNoMore() throws Exception {
        long from = WORLD.start() + WORLD.span().toMillis() / 3;
        long to = from + WORLD.span().toMillis() / 3 + 1;
        Path directory = parent.resolve("span");
        MarsCommand export = export(directory, "jsonl", String.valueOf(from), String.valueOf(to));
        assertThat(export.exit()).as(export.said()).isZero();
        List<AugmentedSequence> within =
                outputs.stream().filter(s -> s.getAsOf() >= from && s.getAsOf() < to).toList();
        assertThat(within).hasSizeGreaterThan(1000);
        assertThat(ExportedFiles.read(directory)).isEqualTo(json(within));
        assertThat(manifest(directory).get("partitionsBehind")).isEmpty();
    }

    /**
     * The same outputs on other partitions, in another order, some twice, some aborted, some never
     * committed, and no tombstones, as in a backfill that ends before the erasure.
     */
    @Test
    void filesAreTheSameWhateverTheTopicsPartitionsAndTransactions() throws Exception {
        String mixed = "export-mixed";
        served.rerun(mixed, Map.of("mars.topic.partitions", "2"));
        Properties transactional = served.topics().producer();
        transactional.setProperty("transactional.id", mixed);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            List<RawRecord> shuffled = new ArrayList<>(topic);
            Collections.shuffle(shuffled, new Random(5));
            shuffled.removeIf(record -> record.value() == null);
            for (int i = 0; i < shuffled.size(); i++) {
                producer.send(copy(mixed, shuffled.get(i)));
                if (i % 7 == 0) {
                    producer.send(copy(mixed, shuffled.get(i / 2)));
                }
            }
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(contradiction(mixed));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(contradiction(mixed));
            producer.flush();

            SortedMap<String, byte[]> plain = data(exported("parquet", "parquet"));
            SortedMap<String, byte[]> other = data(exported("mixed", "parquet", "--topic", mixed));
            assertThat(other.keySet()).isEqualTo(plain.keySet());
            plain.forEach((file, bytes) -> assertThat(other.get(file)).as(file).isEqualTo(bytes));
            assertThat(total(parent.resolve("mixed"), "repeated")).isGreaterThan(500);

            // Its own erasures alone: it has none.
            Path all = exported("all", "jsonl", "--topic", mixed, "--erasures", mixed);
            assertThat(ExportedFiles.read(all))
                    .anyMatch(record -> record.get("userId").asText().equals(erased));

            producer.commitTransaction();
            awaitCommitted(mixed);
        }
        MarsCommand contradicted =
                export(parent.resolve("no"), "avro", BEGINNING, END, "--topic", mixed);
        assertThat(contradicted.exit()).isEqualTo(1);
        assertThat(contradicted.said())
                .contains("has two outputs as of", "that differ, in activity");
    }

    /** A producer hears of its commit before the partitions do. */
    private void awaitCommitted(String name) throws Exception {
        try (Topics topics = new Topics(served.topics())) {
            LiveJob.await()
                    .until(() -> topics.committedEndOffsets(name).equals(topics.endOffsets(name)));
        }
    }

    private static ProducerRecord<byte[], byte[]> copy(String topic, RawRecord record) {
        return new ProducerRecord<>(topic, null, record.timestamp(), record.key(), record.value());
    }

    /** An output that says otherwise than the one there is. */
    private ProducerRecord<byte[], byte[]> contradiction(String other) throws Exception {
        AugmentedSequence output = outputs.get(outputs.size() / 2);
        byte[] user = output.getUserId().getBytes(StandardCharsets.UTF_8);
        try (SchemaRegistry registry = served.topics().registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.of(AugmentedSequence.class, registry, output());
            AugmentedSequence changed = format.decode(format.encode(output));
            changed.setActivity(-1);
            return new ProducerRecord<>(
                    other, null, changed.getAsOf(), user, format.encode(changed));
        }
    }

    /** kill -9 in the middle; the same command again gives what an undisturbed one gives. */
    @Test
    void aKilledExportIsTakenUp() throws Exception {
        SortedMap<String, byte[]> undisturbed = ExportedFiles.tree(exported("parquet", "parquet"));
        Path killed = parent.resolve("killed");
        Process process = start(killed);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !process.isAlive() || days(killed).size() >= 3);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(days(killed)).hasSizeBetween(3, 25);
        assertThat(manifest(killed).get("complete").asBoolean()).isFalse();
        assertThat(killed.resolve("_temporary")).exists();

        MarsCommand again = export(killed, "parquet", BEGINNING, END);
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(again.said()).contains("Going on with the export");
        SortedMap<String, byte[]> after = ExportedFiles.tree(killed);
        assertThat(after.keySet()).isEqualTo(undisturbed.keySet());
        undisturbed.forEach((file, b) -> assertThat(after.get(file)).as(file).isEqualTo(b));

        assertThat(export(killed, "parquet", BEGINNING, END).said()).contains("complete already");
        MarsCommand other = export(killed, "avro", BEGINNING, END);
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.said()).contains("holds another export", "parquet, and now avro");
    }

    private Process start(Path directory) throws IOException {
        String[] arguments = arguments(directory, "parquet", BEGINNING, END);
        ProcessBuilder builder = MarsCommand.process(served.configuration(), arguments);
        builder.redirectOutput(parent.resolve("said").toFile());
        return builder.start();
    }

    /**
     * Each behaviour stands for an impression: there is an output of its very time, to be missed.
     */
    @Test
    void whatIsJoinedToAnImpressionIsOlderThanIt() throws Exception {
        Map<String, List<JsonNode>> byUser = new HashMap<>();
        for (JsonNode output : ExportedFiles.read(exported("avro", "avro"))) {
            byUser.computeIfAbsent(output.get("userId").asText(), u -> new ArrayList<>())
                    .add(output);
        }
        int joined = 0;
        int ties = 0;
        for (Interaction impression : interactions) {
            long time = impression.eventTime();
            List<JsonNode> own = byUser.getOrDefault(impression.userId(), List.of());
            ties += own.stream().anyMatch(o -> o.get("asOf").asLong() == time) ? 1 : 0;
            Optional<JsonNode> known =
                    new LatestBefore<JsonNode>(own, o -> o.get("asOf").asLong()).at(time);
            if (known.isPresent()) {
                joined++;
                assertThat(known.get().get("asOf").asLong()).isLessThan(time);
                for (JsonNode event : known.get().get("own")) {
                    assertThat(event.get("eventTime").asLong()).isLessThan(time);
                }
            }
        }
        assertThat(joined).isGreaterThan(4_000);
        assertThat(ties).isGreaterThan(joined);
    }

    private Path exported(String name, String format, String... more) {
        Path directory = parent.resolve(name);
        MarsCommand export = export(directory, format, BEGINNING, END, more);
        assertThat(export.exit()).as(export.said()).isZero();
        return directory;
    }

    private MarsCommand export(
            Path directory, String format, String from, String to, String... more) {
        return MarsCommand.run(
                served.configuration(), arguments(directory, format, from, to, more));
    }

    private static String[] arguments(
            Path directory, String format, String from, String to, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("export", directory.toString(), "--format", format));
        arguments.addAll(List.of("--from", from, "--to", to));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static SortedMap<String, byte[]> data(Path directory) throws IOException {
        SortedMap<String, byte[]> tree = ExportedFiles.tree(directory);
        tree.remove("_manifest.json");
        return tree;
    }

    private static List<String> days(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("day="))
                    .map(name -> name.substring("day=".length()))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode manifest(Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("_manifest.json").toFile());
    }

    /** Of a number that the manifest has for each day. */
    private static long total(Path directory, String number) throws IOException {
        long total = 0;
        for (JsonNode day : manifest(directory).get("days")) {
            total += day.get(number).asLong();
        }
        return total;
    }

    private static List<JsonNode> json(List<AugmentedSequence> sequences) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (AugmentedSequence sequence : sequences) {
            all.add(ExportedFiles.json(sequence));
        }
        return all;
    }
}
