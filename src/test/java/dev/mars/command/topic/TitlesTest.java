// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaSource;
import dev.mars.topic.avro.ItemModality;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TitlesTest {
    private static final SchemaSource SCHEMAS = id -> ItemModality.getClassSchema();
    private static final AvroFormat<ItemModality> ITEMS =
            new AvroFormat<>(ItemModality.class, SCHEMAS, 1);

    /** A catalogue of millions would end the command, after it has published a model. */
    @Test
    void keepsOnlyThoseThatAreWanted() throws Exception {
        Titles titles = new Titles(SCHEMAS, Set.of("a")::contains, 1);
        titles.add(item("a"));
        titles.add(item("b"));
        assertThat(titles.of("a")).isEqualTo("Title of a");
        assertThat(titles.of("b")).isEqualTo("b");
    }

    /** The same catalogue, before the first sequence is printed. */
    @Test
    void keepsTheLatestAndNoMore() throws Exception {
        Titles titles = new Titles(SCHEMAS, id -> true, 2);
        for (String id : List.of("a", "b", "a", "c")) {
            titles.add(item(id));
        }
        assertThat(titles.of("a")).isEqualTo("Title of a");
        assertThat(titles.of("b")).isEqualTo("b");
        assertThat(titles.of("c")).isEqualTo("Title of c");
    }

    /** A record that is none, or retires an item, would be the end of the command. */
    @Test
    void passesOverWhatHasNoTitle() throws Exception {
        Titles titles = new Titles(SCHEMAS, id -> true, 2);
        titles.add(item("a"));
        titles.add(raw(null));
        titles.add(raw(new byte[] {7}));
        assertThat(titles.of("a")).isEqualTo("Title of a");
    }

    /** A broker that goes away after the training would make a published model a failure. */
    @Test
    void fallsBackToIdsAndSaysWhy() {
        StringWriter err = new StringWriter();
        UnaryOperator<String> titles =
                Titles.orIds(
                        () -> {
                            throw new IOException("no broker answers");
                        },
                        new PrintWriter(err));
        assertThat(titles.apply("a")).isEqualTo("a");
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("ids", "no broker answers"));
    }

    /** A tail that begins after a weekend of heartbeats would know no title, or never begin. */
    @Test
    void looksFurtherBackBehindHeartbeats() throws Exception {
        List<Long> asked = new ArrayList<>();
        Titles titles =
                Titles.latest(
                        SCHEMAS,
                        (offsets, sink) -> {
                            asked.add(offsets);
                            sink.accept(heartbeat());
                            if (asked.size() == 3) {
                                sink.accept(item("a"));
                            }
                            return false;
                        });
        assertThat(asked).containsExactly(200_000L, 2_000_000L, 20_000_000L);
        assertThat(titles.of("a")).isEqualTo("Title of a");
        asked.clear();
        Titles.latest(
                SCHEMAS,
                (offsets, sink) -> {
                    asked.add(offsets);
                    sink.accept(heartbeat());
                    return true;
                });
        assertThat(asked).as("there is no more").hasSize(1);
    }

    private static RawRecord heartbeat() {
        return raw(ITEMS.encode(new ItemModality("", 0L, null, null, null, true)));
    }

    private static RawRecord item(String id) {
        return raw(ITEMS.encode(new ItemModality(id, 0L, null, null, "Title of " + id, false)));
    }

    private static RawRecord raw(byte[] value) {
        return new RawRecord("item-modality", 0, 0, 0, null, value, List.of());
    }
}
