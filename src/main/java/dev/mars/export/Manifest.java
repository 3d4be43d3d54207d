// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export is to hold, what of it is written, and from where it came. It is written before
 * anything is read, so that a run that was killed is taken up within the same bounds.
 *
 * @param layout of the directory; {@value #LAYOUT}
 * @param topic whose outputs are exported
 * @param from first asOf, ISO 8601
 * @param to first asOf that is no longer exported, ISO 8601
 * @param complete whether all of it is written
 * @param partitionsBehind partitions of the topic that held nothing at or after {@code to}: if the
 *     job had not come so far, more outputs of the span came later. Empty until complete
 * @param sources the topic, then those that only erasures are taken from
 * @param days those that are written, ascending; a day on which nobody acted has no entry, and one
 *     without an output that is left no files
 * @param schema Avro schema of the sequences
 */
public record Manifest(
        int layout,
        String topic,
        String from,
        String to,
        Format format,
        boolean complete,
        List<Integer> partitionsBehind,
        List<Source> sources,
        List<Written> days,
        JsonNode schema) {
    private static final int LAYOUT = 1;

    /**
     * A topic as far as it is read.
     *
     * @param id of the topic; one that is deleted and made again has another
     */
    public record Source(String topic, String id, List<Range> partitions) {}

    /**
     * @param begin first offset that is read
     * @param end first offset that is no longer read
     */
    public record Range(int partition, long begin, long end) {}

    /**
     * @param day such as 2025-02-25, UTC
     * @param repeated records beyond the first of an output
     * @param erased records of what a user did before they were erased, which are left out
     */
    public record Written(String day, long outputs, long repeated, long erased, List<File> files) {}

    /**
     * @param name within the day's directory
     */
    public record File(String name, long outputs, long bytes) {}

    /** Of an export that begins. */
    public static Manifest of(AsOfSpan span, Format format, List<Source> sources) {
        return new Manifest(
                LAYOUT,
                sources.get(0).topic(),
                Instant.ofEpochMilli(span.from()).toString(),
                Instant.ofEpochMilli(span.to()).toString(),
                format,
                false,
                List.of(),
                sources,
                List.of(),
                schemaNow());
    }

    private static JsonNode schemaNow() {
        try {
            return new ObjectMapper().readTree(ExportSchema.SEQUENCE.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema's text is JSON", e);
        }
    }

    Manifest with(Written day) {
        List<Written> more = new ArrayList<>(days);
        more.add(day);
        return new Manifest(
                layout, topic, from, to, format, complete, partitionsBehind, sources, more, schema);
    }

    Manifest completed(List<Integer> behind) {
        return new Manifest(layout, topic, from, to, format, true, behind, sources, days, schema);
    }

    /** The topic whose outputs are exported. */
    public Source exported() {
        return sources.get(0);
    }

    /** Those that only erasures are taken from. */
    public List<Source> erasing() {
        return sources.subList(1, sources.size());
    }

    /** What is still to be written: days are finished in ascending order. */
    @JsonIgnore
    public AsOfSpan rest() {
        AsOfSpan all =
                new AsOfSpan(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
        return days.isEmpty() ? all : all.from(Day.parse(days.get(days.size() - 1).day()).end());
    }

    /**
     * In what another export is not this one, whatever is written of it.
     *
     * @return by name, both values; empty if it is the same
     */
    public Map<String, String> differences(Manifest other) {
        Map<String, String> differences = new LinkedHashMap<>();
        differ(differences, "layout", layout, other.layout);
        differ(differences, "topic", topic, other.topic);
        differ(differences, "--from", from, other.from);
        differ(differences, "--to", to, other.to);
        differ(differences, "--format", format, other.format);
        differ(differences, "topics with erasures", erasures(), other.erasures());
        if (!schema.equals(other.schema)) {
            differences.put("schema", "one of another version of MARS");
        }
        return differences;
    }

    private List<String> erasures() {
        return sources.stream().map(Source::topic).sorted().toList();
    }

    private static void differ(
            Map<String, String> differences, String name, Object here, Object there) {
        if (!here.equals(there)) {
            differences.put(name, "%s, and now %s".formatted(here, there));
        }
    }
}
