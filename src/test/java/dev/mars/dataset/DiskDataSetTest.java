// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The job would run on something else than the user's data if these fail. */
class DiskDataSetTest {
    @TempDir Path directory;

    @BeforeEach
    void smallSet() throws IOException {
        items("item,title\nx,Ex\ny,Why\nz,Zed\n");
        interactions("user,item,timestamp\nu1,x,10\nu2,z,20\n");
    }

    @Test
    void readsColumnsByNameInAnyOrderAndIgnoresOthers() throws IOException {
        items("genre,title,year,item\ndrama,\"Ex, the \"\"film\"\"\",1999,x\ncomedy,,2001,y\n");
        interactions(
                "rating,timestamp,mood,action,item,user\n"
                        + "7.5,10,good,like,x,u1\n"
                        + ",11.250,bad,,y,u2\n");
        try (DataSet set = open()) {
            assertThat(set.interactions())
                    .containsExactly(
                            new Interaction("u1", "x", 10_000, "like", 7.5f),
                            new Interaction("u2", "y", 11_250, null, null));
            assertThat(set.items())
                    .containsExactly(
                            new Item("x", "Ex, the \"film\"", 0, null, null),
                            new Item("y", "y", 0, null, null));
            assertThat(set.title("x")).isEqualTo("Ex, the \"film\"");
            assertThat(set.title("nobody's")).isEqualTo("nobody's");
            assertThat(set.interactionCount()).isEqualTo(2);
            assertThat(set.userCount()).isEqualTo(2);
            assertThat(set.itemCount()).isEqualTo(2);
        }
    }

    /** Law 1 would hold for sorted files only. */
    @Test
    void givesEventTimeOrderWhateverTheFilesOrder() throws IOException {
        interactions(
                "user,item,timestamp,rating,action\n"
                        + "b,x,30,,click\n"
                        + "b,x,10,,like\n"
                        + "b,x,10,2,click\n"
                        + "b,x,10,-1,click\n"
                        + "b,x,10,,click\n"
                        + "b,x,10,,\n"
                        + "a,z,10,,click\n"
                        + "a,y,10,,click\n"
                        + "c,x,9.999,,click\n");
        try (DataSet set = open()) {
            assertThat(set.interactions())
                    .containsExactly(
                            new Interaction("c", "x", 9_999, "click", null),
                            new Interaction("a", "y", 10_000, "click", null),
                            new Interaction("a", "z", 10_000, "click", null),
                            new Interaction("b", "x", 10_000, null, null),
                            new Interaction("b", "x", 10_000, "click", null),
                            new Interaction("b", "x", 10_000, "click", -1f),
                            new Interaction("b", "x", 10_000, "click", 2f),
                            new Interaction("b", "x", 10_000, "like", null),
                            new Interaction("b", "x", 30_000, "click", null));
        }
    }

    @Test
    void rowOfAMatrixBelongsToTheItemAtThatPosition() throws IOException {
        items("item,title,effectiveFrom\n7,Seven,\n3,Three,5.5\n5,Five,0\n");
        interactions("user,item,timestamp\n");
        features("text_feat.npy", new float[][] {{1, 2}, {0, 0}, {5, 6}});
        features("image_feat.npy", new float[][] {{0, 0, 0}, {0, -0f, 1e-30f}, {7, 8, 9}});
        try (DataSet set = open()) {
            assertThat(set.items())
                    .containsExactly(
                            new Item("7", "Seven", 0, new float[] {1, 2}, null),
                            new Item("3", "Three", 5_500, null, new float[] {0, -0f, 1e-30f}),
                            new Item("5", "Five", 0, new float[] {5, 6}, new float[] {7, 8, 9}));
            assertThat(set.textDimensions()).isEqualTo(2);
            assertThat(set.imageDimensions()).isEqualTo(3);
            assertThat(set.interactions()).isEmpty();
        }
    }

    @Test
    void missingMatrixMeansThatNoItemHasTheModality() throws IOException {
        features("image_feat.npy", new float[][] {{1}, {2}, {3}});
        try (DataSet set = open()) {
            assertThat(set.textDimensions()).isZero();
            assertThat(set.items()).extracting(Item::text).containsOnlyNulls();
            assertThat(set.items()).extracting(Item::image).doesNotContainNull();
        }
    }

    @Test
    void streamsStartAnewAndEndWithTheSet() throws IOException {
        features("text_feat.npy", new float[][] {{1}, {2}, {3}});
        DataSet set = open();
        assertThat(set.items().toList()).isEqualTo(set.items().toList());
        assertThat(set.interactions().toList()).isEqualTo(set.interactions().toList());
        set.close();
        assertThatThrownBy(() -> set.items().toList()).isInstanceOf(UncheckedIOException.class);
    }

    /**
     * A spreadsheet's export: byte order mark, \r\n, blank lines, spaces, no newline at the end.
     */
    @Test
    void readsFilesAsOtherProgramsWriteThem() throws IOException {
        items("\uFEFFitem,title\r\nx,Ex\r\n\r\ny, Why\r\n z ,Zed");
        interactions("\uFEFFuser, item ,timestamp\r\nu1, x , 10.0\r\n\r\nu2,z,2e1");
        try (DataSet set = open()) {
            assertThat(set.interactions())
                    .containsExactly(
                            new Interaction("u1", "x", 10_000, null, null),
                            new Interaction("u2", "z", 20_000, null, null));
            assertThat(set.title("y")).isEqualTo("Why");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u1,nope,10,, | item is 'nope'; it must be one of the 3 items of items.csv",
                ",x,10,, | user is empty",
                "u1,,10,, | item is empty",
                "u1,x,,, | timestamp is empty",
                "u1,x,soon,, | timestamp is 'soon'; it must be seconds since the epoch",
                "u1,x,-1,, | timestamp is '-1'; it must be seconds since the epoch, 0 to",
                "u1,x,1.2345,, | at most 3 decimals",
                "u1,x,NaN,, | timestamp is 'NaN'",
                "u1,x,1e999999999,, | timestamp is '1e999999999'",
                "u1,x,1362062307000,, | milliseconds: divide by 1000",
                "u1,x,10,high, | rating is 'high'; it must be a finite number",
                "u1,x,10,NaN, | rating is 'NaN'; it must be a finite number",
                "u1,x,10,1e99, | rating is '1e99'; it must be a finite number",
                "u1,x | 2 values for 5 columns",
                "u1,x,10,3,5,click | 6 values for 5 columns",
            })
    void errorsNameFileLineValueAndRule(String row, String message) throws IOException {
        interactions("user,item,timestamp,rating,action\nu1,x,10,,\n" + row + "\nu1,x,12,,\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("interactions.csv, line 3: ")
                .hasMessageContaining(message);
    }

    /** The line of the last record is the one that people get wrong most easily. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void errorInTheLastLineNamesThatLine(String end) throws IOException {
        interactions("user,item,timestamp\nu1,x,10\nu1,x,never" + end);
        assertThatThrownBy(this::open).hasMessageContaining("line 3: timestamp is 'never'");
    }

    @Test
    void missingColumnsAreNamedWithThoseThatAreThere() throws IOException {
        interactions("user,item,time\nu1,x,10\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("interactions.csv, line 1: column 'timestamp' is missing")
                .hasMessageContaining("[user, item, time]");
        items("id,title\nx,Ex\n");
        assertThatThrownBy(this::open).hasMessageContaining("column 'item' is missing");
        items("item,title,item\nx,Ex,x\n");
        assertThatThrownBy(this::open).hasMessageContaining("column 'item' is there twice");
    }

    @Test
    void brokenItemsAreErrors() throws IOException {
        items("item,title\nx,Ex\ny,Why\nx,Again\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("items.csv, line 4: item 'x' is there already, as item 1");
        items("item,title,effectiveFrom\nx,Ex,yesterday\n");
        assertThatThrownBy(this::open).hasMessageContaining("effectiveFrom is 'yesterday'");
        items("item,title\n");
        assertThatThrownBy(this::open).hasMessageContaining("no items");
        items("");
        assertThatThrownBy(this::open).hasMessageContaining("it is empty");
    }

    @Test
    void numberOfRowsMustBeTheNumberOfItems() throws IOException {
        features("text_feat.npy", new float[][] {{1}, {2}});
        assertThatThrownBy(this::open)
                .hasMessageContaining("text_feat.npy: it has 2 rows and items.csv has 3 items");
    }

    @Test
    void otherEncodingsAndBrokenQuotesAreErrors() throws IOException {
        Files.write(
                directory.resolve("items.csv"),
                "item,title\nx,Fantômas\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::open).hasMessageContaining("items.csv: not UTF-8");
        items("item,title\nx,\"Ex\" and more\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("items.csv, line 2: text follows a closing quote");
        items("item,title\nx,Ex\ny,\"Why\n\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("items.csv, line 3: a quote is opened and never closed");
    }

    /** Titles hold line ends; the lines of later errors must count them. */
    @Test
    void quotedCellsMayHoldAnything() throws IOException {
        items("item,title\nx, \"a \"\"b\"\",\nc\" \nx,again\n");
        assertThatThrownBy(this::open).hasMessageContaining("items.csv, line 4: item 'x'");
        items("item,title\nx, \"a \"\"b\"\",\r\nc\" \r\ny,\"\"\nz,5\" disk\n");
        try (DataSet set = open()) {
            assertThat(set.title("x")).isEqualTo("a \"b\",\r\nc");
            assertThat(set.title("y")).isEqualTo("y");
            assertThat(set.title("z")).isEqualTo("5\" disk");
        }
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(directory.resolve("interactions.csv"));
        assertThatThrownBy(this::open)
                .hasMessageContaining("interactions.csv: there is no such file");
        assertThatThrownBy(() -> DiskDataSet.open(directory.resolve("elsewhere")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("there is no such directory");
    }

    private DataSet open() throws IOException {
        return DiskDataSet.open(directory);
    }

    private void items(String csv) throws IOException {
        Files.writeString(directory.resolve("items.csv"), csv);
    }

    private void interactions(String csv) throws IOException {
        Files.writeString(directory.resolve("interactions.csv"), csv);
    }

    private void features(String name, float[][] rows) throws IOException {
        Path file = directory.resolve(name);
        try (NpyWriter writer = new NpyWriter(file, rows.length, rows[0].length)) {
            for (float[] row : List.of(rows)) {
                writer.write(row);
            }
        }
    }
}
