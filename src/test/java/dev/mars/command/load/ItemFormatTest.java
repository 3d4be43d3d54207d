// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.dataset.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemFormatTest {
    /** What is loaded would not be what the data set says, where an item is released later. */
    @Test
    void itemsComeBackAsTheyWere() throws IOException {
        List<Item> items =
                List.of(
                        new Item("é-1", "Title, \"quoted\"", 5L, new float[] {1, -0f, 3.5f}, null),
                        new Item("2", "2", Long.MAX_VALUE, null, new float[] {Float.MIN_VALUE}),
                        new Item("3", "", 0, null, null));
        ItemFormat format = new ItemFormat();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Item item : items) {
            format.write(item, out);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        for (Item item : items) {
            assertThat(format.read(in)).isEqualTo(item);
        }
        assertThat(in.read()).isEqualTo(-1);
    }
}
