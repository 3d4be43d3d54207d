// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.BaseFeatures;
import dev.mars.topic.Behavior;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.junit.jupiter.api.Test;

/** Which key of an item a record goes to. */
class ItemCopiesTest {
    private static final ItemCopies FOUR = new ItemCopies(4);

    private static String key(ItemCopies copies, String user, String item) {
        return copies.key(new Behavior(user, item, "click", 5, null));
    }

    private static ItemCopy copy(int number, String item) {
        return new ItemCopy(number, new ItemVersion(item, 5, BaseFeatures.NONE, false, 0, 0, null));
    }

    /** A behaviour at a key that its item's versions do not reach would stay without features. */
    @Test
    void everyBehaviourFindsACopyAndEveryCopyIsUsed() {
        Set<String> versions =
                IntStream.range(0, 4)
                        .mapToObj(number -> FOUR.key(copy(number, "item")))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> behaviors =
                IntStream.range(0, 100)
                        .mapToObj(user -> key(FOUR, "user-" + user, "item"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(behaviors).hasSize(4).isEqualTo(versions);
    }

    /** Else a state from before there were copies would be lost. */
    @Test
    void withoutSaltingTheKeyIsTheItem() {
        assertThat(key(new ItemCopies(1), "user", "item")).isEqualTo("item");
        assertThat(FOUR.key(copy(0, "item"))).isEqualTo("item");
    }

    /** Two behaviours of one user and time on one item must meet, or they would not be merged. */
    @Test
    void aUserStaysWithACopy() {
        Set<String> keys = new TreeSet<>();
        for (int user = 0; user < 100; user++) {
            String id = "user-" + user;
            String key = key(FOUR, id, "item");
            assertThat(FOUR.key(new Behavior(id, "item", "like", 6, null))).isEqualTo(key);
            assertThat(FOUR.key(new Behavior(id, "item", "click", 7_200_000, 4.5f))).isEqualTo(key);
            keys.add(key);
        }
        assertThat(keys).as("else nothing could differ").hasSize(4);
    }

    /** Under another number, behaviours would silently lose their features. */
    @Test
    void aStateBelongsToOneNumberOfCopies() throws Exception {
        OperatorStateStore store = store();
        FOUR.own(store, false);
        FOUR.own(store, true);
        assertThatThrownBy(() -> new ItemCopies(2).own(store, true))
                .as("else the job restarts for ever, and says so to nobody who started it")
                .isInstanceOf(RefusedState.class)
                .hasMessageContaining("mars.item-join.copies is 2")
                .hasMessageContaining("was written with 4");
        assertThatThrownBy(() -> FOUR.own(store(), true))
                .as("a state from before there were copies")
                .hasMessageContaining("was written with 1");
        new ItemCopies(1).own(store(), true);
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatThrownBy(() -> new ItemCopies(0))
                .hasMessageContaining("mars.item-join.copies is 0");
    }

    private static OperatorStateStore store() throws Exception {
        return new DefaultOperatorStateBackendBuilder(
                        ItemCopiesTest.class.getClassLoader(),
                        new ExecutionConfig(),
                        false,
                        List.of(),
                        new CloseableRegistry())
                .build();
    }
}
