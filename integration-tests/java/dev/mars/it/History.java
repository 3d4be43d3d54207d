// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What happened, as facts: the input of a job and of {@link ReferenceMars} alike. */
final class History {
    /**
     * @param behavior null for an erasure
     */
    record UserFact(String userId, long time, Behavior behavior) {}

    /**
     * @param features null for a retirement
     */
    record ItemFact(String itemId, long time, ItemFeatures features) {}

    final List<UserFact> users = new ArrayList<>();
    final List<ItemFact> items = new ArrayList<>();

    void add(Behavior behavior) {
        users.add(new UserFact(behavior.userId(), behavior.eventTime(), behavior));
    }

    void erase(String userId, long time) {
        users.add(new UserFact(userId, time, null));
    }

    void add(ItemFeatures item) {
        items.add(new ItemFact(item.itemId(), item.effectiveFrom(), item));
    }

    void retire(String itemId, long time) {
        items.add(new ItemFact(itemId, time, null));
    }

    /** All of it as producers write it, in event-time order. */
    List<ProducerRecord<byte[], byte[]>> records(InputRecords records) {
        users.sort(Comparator.comparingLong(UserFact::time));
        items.sort(Comparator.comparingLong(ItemFact::time));
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (ItemFact item : items) {
            all.add(
                    item.features() == null
                            ? records.retirement(item.itemId(), item.time())
                            : records.item(item.features(), null, item.time()));
        }
        for (UserFact user : users) {
            all.add(
                    user.behavior() == null
                            ? records.erasure(user.userId(), user.time())
                            : records.behavior(user.behavior(), user.time()));
        }
        return all;
    }
}
