// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportTest {
    private static final long DAY = 86_400_000;
    private static final AsOfSpan SPAN = new AsOfSpan(20_000 * DAY + DAY / 2, 20_004 * DAY);
    private static final long LARGE = 1L << 30;

    /** A record of a topic; a value of null erases. */
    private record Entry(String user, long time, byte[] value) {}

    @TempDir Path parent;

    /** If this fails, files differ with the number of partitions, or from run to run. */
    @ParameterizedTest
    @EnumSource
    void filesDependOnWhatATopicHoldsAlone(Format format) throws IOException {
        SortedMap<String, byte[]> expected = export("plain", format, world(), LARGE);
        assertThat(expected).hasSizeGreaterThan(4);
        List<Entry> mixed = new ArrayList<>(world());
        Collections.shuffle(mixed, new Random(7));
        SortedMap<String, byte[]> other = export("mixed", format, mixed, 2_000);
        assertThat(other.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, bytes) -> assertThat(other.get(file)).as(file).isEqualTo(bytes));
    }

    @Test
    void outputsOfTheSpanStandByDayUserAndTimeOnceEach() throws IOException {
        List<Entry> twice = new ArrayList<>(world());
        twice.addAll(world());
        export("twice", Format.JSONL, twice, LARGE);
        List<JsonNode> read = ExportedFiles.read(parent.resolve("twice"));
        assertThat(read).extracting(JsonNode::toString).doesNotHaveDuplicates();
        List<String> order = new ArrayList<>();
        for (JsonNode output : read) {
            long asOf = output.get("asOf").asLong();
            assertThat(SPAN.contains(asOf)).isTrue();
            order.add(asOf / DAY + " " + output.get("userId").asText() + " " + asOf);
        }
        assertThat(order).isSorted();
        long expected = world().stream().filter(e -> SPAN.contains(e.time())).count();
        assertThat(read).hasSize((int) expected);
        Manifest manifest = manifest("twice");
        assertThat(manifest.days()).extracting(Manifest.Written::day).isSorted().hasSize(4);
        assertThat(manifest.days()).allMatch(day -> day.repeated() == day.outputs());
    }

    /** If this fails, models learn from what a person has had deleted. */
    @Test
    void whatAUserDidBeforeTheyWereErasedIsLeftOut() throws IOException {
        List<Entry> topic = new ArrayList<>();
        for (String user : List.of("gone", "goner", "back")) {
            for (long day = 20_001; day < 20_004; day++) {
                topic.add(output(user, day * DAY + 5));
            }
        }
        topic.add(new Entry("back", 20_002 * DAY + 5, null));
        topic.add(new Entry("back", 20_001 * DAY, null));
        // Behind the span: who asks for it then has it taken out of all that is exported later.
        topic.add(new Entry("gone", 30_000 * DAY, null));
        // A day on which nobody else acted.
        topic.add(output("gone", 20_001 * DAY - 5));
        // Before it: this user came back.
        topic.add(new Entry("goner", 20_000 * DAY, null));
        Collections.shuffle(topic, new Random(3));
        export("erased", Format.AVRO, topic, 1);
        assertThat(ExportedFiles.read(parent.resolve("erased")))
                .extracting(r -> r.get("userId").asText() + " " + r.get("asOf").asLong() / DAY)
                .containsExactly("goner 20001", "goner 20002", "back 20003", "goner 20003");
        assertThat(manifest("erased").days().stream().mapToLong(Manifest.Written::erased).sum())
                .isEqualTo(6);
        assertThat(parent.resolve("erased").resolve(new Day(20_000).directory())).doesNotExist();
    }

    /** One of them was never served, and nobody can tell which. */
    @Test
    void twoOutputsThatDifferAreAnError() throws IOException {
        List<Entry> topic = new ArrayList<>(world());
        long asOf = 20_002 * DAY + 77;
        topic.add(entry(Outputs.sequence("u1", asOf, 3, 0)));
        topic.add(entry(Outputs.sequence("u1", asOf, 4, 0)));
        assertThatThrownBy(() -> export("contradictory", Format.PARQUET, topic, LARGE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("user u1 has two outputs as of 2024-10-06T00:00:00.077Z")
                .hasMessageContaining("activity (1.0 and 1.333")
                .hasMessageContaining("mars diff");
        assertThat(parent.resolve("contradictory/day=2024-10-05")).exists();
        assertThat(parent.resolve("contradictory/day=2024-10-06")).doesNotExist();
        assertThat(manifest("contradictory").complete()).isFalse();
    }

    /** If this fails, a run that was killed has to begin again, or ends otherwise. */
    @ParameterizedTest
    @EnumSource
    void aRunThatWasEndedIsTakenUp(Format format) throws IOException {
        SortedMap<String, byte[]> expected = export("undisturbed", format, world(), LARGE);
        AtomicInteger left = new AtomicInteger(world().size() / 2);
        SequenceDecoder failing =
                value -> {
                    if (left.getAndDecrement() == 0) {
                        throw new IOException("ended here");
                    }
                    return Outputs.DECODER.decode(value);
                };
        assertThatThrownBy(() -> export("resumed", format, world(), LARGE, LARGE, failing))
                .hasMessage("ended here");
        Path resumed = parent.resolve("resumed");
        List<Manifest.Written> before = manifest("resumed").days();
        assertThat(before).isNotEmpty().hasSizeLessThan(4);
        Path first = resumed.resolve("day=" + before.get(0).day()).resolve("part-00000." + format);
        Object file = Files.readAttributes(first, BasicFileAttributes.class).fileKey();
        // The day that was renamed before the manifest could say so.
        Path unsaid = Files.createDirectory(resumed.resolve("day=2024-10-07"));
        Files.writeString(unsaid.resolve("part-00007." + format), "");

        SortedMap<String, byte[]> after = export("resumed", format, world(), LARGE);
        assertThat(after.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
        assertThat(Files.readAttributes(first, BasicFileAttributes.class).fileKey())
                .isEqualTo(file);
    }

    @Test
    void aLargeDayIsSeveralFiles() throws IOException {
        export("large", Format.JSONL, world(), LARGE, 2_000, Outputs.DECODER);
        export("small", Format.JSONL, world(), LARGE);
        assertThat(manifest("large").days()).allMatch(day -> day.files().size() > 1);
        assertThat(ExportedFiles.read(parent.resolve("large")))
                .isEqualTo(ExportedFiles.read(parent.resolve("small")));
        for (Manifest.Written day : manifest("large").days()) {
            // All but the last are filled.
            assertThat(day.files().subList(0, day.files().size() - 1))
                    .allMatch(file -> file.outputs() > 3);
            assertThat(day.files().stream().mapToLong(Manifest.File::outputs).sum())
                    .isEqualTo(day.outputs());
        }
    }

    private SortedMap<String, byte[]> export(
            String name, Format format, List<Entry> topic, long memory) throws IOException {
        return export(name, format, topic, memory, LARGE, Outputs.DECODER);
    }

    private SortedMap<String, byte[]> export(
            String name,
            Format format,
            List<Entry> topic,
            long memory,
            long bytesPerFile,
            SequenceDecoder decoder)
            throws IOException {
        Path path = parent.resolve(name);
        try (ExportDirectory directory = ExportDirectory.open(path);
                TemporaryDirectory sorting =
                        TemporaryDirectory.in(directory.temporary(), "sort-")) {
            Manifest manifest =
                    directory
                            .manifest()
                            .orElseGet(() -> Manifest.of(SPAN, format, List.of(SOURCE)));
            directory.save(manifest);
            Selection selection = new Selection(manifest.rest(), sorting, memory, memory);
            for (Entry entry : topic) {
                byte[] user = Outputs.utf8(entry.user());
                if (entry.value() == null) {
                    selection.erasure(user, entry.time());
                } else {
                    selection.output(user, entry.time(), entry.value());
                }
            }
            new Export(directory, Outputs.CONTENTS, decoder, bytesPerFile)
                    .write(manifest, selection, List.of(), done -> {});
        }
        return ExportedFiles.tree(path);
    }

    private static final Manifest.Source SOURCE =
            new Manifest.Source("outputs", "id", List.of(new Manifest.Range(0, 0, 99)));

    private Manifest manifest(String name) throws IOException {
        try (ExportDirectory directory = ExportDirectory.open(parent.resolve(name))) {
            return directory.manifest().orElseThrow();
        }
    }

    /** Some of it lies outside the span. */
    private static List<Entry> world() {
        List<Entry> world = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            long asOf = 20_000 * DAY + i * DAY / 80 + 1;
            String user = "u" + random.nextInt(9);
            world.add(entry(Outputs.sequence(user, asOf, i % 5, random.nextInt(4))));
        }
        return world;
    }

    private static Entry output(String user, long asOf) {
        return entry(Outputs.sequence(user, asOf, 1, 1));
    }

    private static Entry entry(AugmentedSequence sequence) {
        return new Entry(sequence.getUserId(), sequence.getAsOf(), Outputs.value(sequence));
    }
}
