// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.XxHash;
import dev.mars.topic.avro.ItemModality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemBookTest {
    /** Else the plot jumps at every start, with nothing changed. */
    @Test
    void theSampleDoesNotDependOnTheOrder() {
        List<ItemModality> items = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            items.add(item("i" + i, i, i % 10 == 0 ? null : 1f));
        }
        List<String> expected =
                items.stream()
                        .filter(item -> item.getImage() != null)
                        .map(ItemModality::getItemId)
                        .sorted(Comparator.comparing(XxHash::of, Long::compareUnsigned))
                        .limit(ItemBook.SAMPLE)
                        .toList();
        ItemBook one = new ItemBook();
        items.forEach(one::add);
        Collections.shuffle(items, new Random(4));
        ItemBook other = new ItemBook();
        items.forEach(other::add);
        assertThat(ids(one)).isEqualTo(expected);
        assertThat(ids(other)).isEqualTo(expected);
    }

    @Test
    void theNewestVersionStandsForItsItem() {
        ItemBook book = new ItemBook();
        book.add(item("i", 1, 1f));
        book.add(item("i", 2, 1f));
        assertThat(book.sample()).hasSize(1);
        assertThat(book.sample().get(0).text()).containsExactly(2f);
        book.add(item("i", 3, null));
        assertThat(book.sample()).as("it has lost its image").isEmpty();
    }

    /** Its follower would look for items further and further back for ever, or not at all. */
    @Test
    void anItemWithoutATitleIsOneToo() {
        ItemBook book = new ItemBook();
        assertThat(book.isEmpty()).isTrue();
        book.retire("i");
        assertThat(book.isEmpty()).isTrue();
        ItemModality untitled = item("i", 1, null);
        untitled.setTitle(null);
        book.add(untitled);
        assertThat(book.isEmpty()).isFalse();
    }

    /** Sequences from before go on to be shown with it. */
    @Test
    void aRetiredItemKeepsItsTitle() {
        ItemBook book = new ItemBook();
        book.add(item("i", 1, 1f));
        book.retire("i");
        assertThat(book.sample()).isEmpty();
        assertThat(book.title("i")).isEqualTo("Title of i");
        assertThat(book.title("unknown")).isEqualTo("unknown");
    }

    private static List<String> ids(ItemBook book) {
        return book.sample().stream().map(TrainingItem::itemId).toList();
    }

    private static ItemModality item(String id, float text, Float image) {
        return new ItemModality(
                id,
                0L,
                List.of(text),
                image == null ? null : List.of(image),
                "Title of " + id,
                false);
    }
}
