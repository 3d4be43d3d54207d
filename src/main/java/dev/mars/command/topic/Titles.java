// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.ItemModality;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Items' titles as item-modality has them; an item without one goes by its id. */
public final class Titles {
    private final Map<String, String> titles = new HashMap<>();

    public static Titles read(TopicSettings topics) throws IOException {
        Titles titles = new Titles();
        try (SchemaRegistry registry = topics.registry()) {
            AvroFormat<ItemModality> format = AvroFormat.reader(ItemModality.class, registry);
            TopicScan.of(topics, topics.names().item())
                    .forEach(
                            raw -> {
                                if (raw.value() != null) {
                                    titles.add(format, raw.value());
                                }
                            });
        }
        return titles;
    }

    private void add(AvroFormat<ItemModality> format, byte[] value) throws IOException {
        try {
            ItemModality item = format.decode(value);
            if (item.getTitle() != null) {
                titles.put(item.getItemId(), item.getTitle());
            }
        } catch (RejectedException e) {
            // The job dead-letters it; it has no title to show.
        }
    }

    public String of(String itemId) {
        return titles.getOrDefault(itemId, itemId);
    }
}
