// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import dev.mars.command.terminal.FailureMessage;
import dev.mars.inspector.Latest;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RawRecord;
import dev.mars.topic.RegistryUnavailableException;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.SchemaSource;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.ItemModality;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Titles of some items as item-modality has them: never of all, as a catalogue of millions is more
 * than the heap takes. An item whose title is not here goes by its id.
 */
public final class Titles {
    /** Of the items that were written last. */
    static final int LATEST = 200_000;

    /** Reads titles from somewhere. */
    public interface Reading {
        Titles read() throws IOException;
    }

    /** Reads the last offsets of a topic, and tells whether these are all. */
    interface Last {
        boolean read(long offsets, TopicScan.Sink sink) throws IOException;
    }

    private final AvroFormat<ItemModality> format;
    private final Predicate<String> wanted;
    private final Latest<String> titles;
    private long items;

    Titles(SchemaSource schemas, Predicate<String> wanted, int most) {
        this.format = AvroFormat.reader(ItemModality.class, schemas);
        this.wanted = wanted;
        this.titles = new Latest<>(most);
    }

    /** Those of these items; the whole topic is read for them. */
    public static Titles of(TopicSettings topics, Set<String> ids) throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            Titles titles = new Titles(registry, ids::contains, Math.max(1, ids.size()));
            if (!ids.isEmpty()) {
                TopicScan.of(topics, topics.names().item()).forEach(titles::add);
            }
            return titles;
        }
    }

    /**
     * Those of the last {@value #LATEST} records of the topic. If there is no item among them, as
     * after days of heartbeats, it is looked for further back.
     */
    public static Titles latest(TopicSettings topics) throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            TopicScan topic = TopicScan.of(topics, topics.names().item());
            return latest(registry, (offsets, sink) -> topic.lastOfAll(offsets).forEach(sink));
        }
    }

    static Titles latest(SchemaSource schemas, Last last) throws IOException {
        Titles titles = new Titles(schemas, id -> true, LATEST);
        boolean whole = false;
        for (long offsets = LATEST; titles.items == 0 && !whole; offsets *= 10) {
            whole = last.read(offsets, titles::add);
        }
        return titles;
    }

    /**
     * The titles, or in their place the ids and a line that says why, where they cannot be read.
     */
    public static UnaryOperator<String> orIds(Reading reading, PrintWriter err) {
        try {
            return reading.read()::of;
        } catch (IOException | RuntimeException e) {
            err.println(
                    "mars: items are shown by their ids, as their titles could not be read: "
                            + FailureMessage.describe(e));
            err.flush();
            return id -> id;
        }
    }

    void add(RawRecord raw) throws RegistryUnavailableException {
        if (raw.value() == null) {
            return;
        }
        try {
            ItemModality item = format.decode(raw.value());
            if (item.getHeartbeat()) {
                return;
            }
            items++;
            if (item.getTitle() != null && wanted.test(item.getItemId())) {
                titles.put(item.getItemId(), item.getTitle());
            }
        } catch (RejectedException e) {
            // The job dead-letters it; it has no title to show.
        }
    }

    public String of(String itemId) {
        String title = titles.get(itemId);
        return title == null ? itemId : title;
    }
}
