// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.XxHash;
import dev.mars.config.MarsOptions;
import dev.mars.topic.Behavior;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Salting: how many keys of the {@link ItemJoin} stand for one item.
 *
 * <p>All behaviours on an item meet at one key, so one hot item can fill one subtask while others
 * wait. With several copies, an item's versions go to each, and a behaviour picks one by its user.
 * A copy has all that the join asks for, so which one is asked does not show in what comes out.
 *
 * <p>The first copy's key is the item id itself, so without salting the state is what it was before
 * there were copies. The others' keys carry half a surrogate pair, which no id can: ids come from
 * UTF-8. A state belongs to one number of copies: under another, behaviours would pick copies that
 * have never seen their item.
 */
record ItemCopies(int count) implements Serializable {
    private static final char SEPARATOR = Character.MIN_SURROGATE;

    ItemCopies {
        if (count < 1 || count > 1024) {
            throw new IllegalArgumentException(
                    MarsOptions.ITEM_COPIES.key()
                            + " is "
                            + count
                            + "; it must be 1, for one key an item, to 1024");
        }
    }

    String key(Behavior behavior) {
        return key(behavior.itemId(), copyOf(behavior.userId()));
    }

    String key(ItemCopy copy) {
        return key(copy.version().itemId(), copy.number());
    }

    private static String key(String itemId, int copy) {
        return copy == 0 ? itemId : itemId + SEPARATOR + (char) copy;
    }

    private int copyOf(String userId) {
        return count == 1 ? 0 : (int) Long.remainderUnsigned(XxHash.of(userId), count);
    }

    /** Keeps the number with the state that belongs to it, from now on. */
    void own(OperatorStateStore store, boolean restored) throws Exception {
        ListState<Integer> state =
                store.getUnionListState(new ListStateDescriptor<>("copies", Types.INT));
        for (int before : state.get()) {
            check(before);
        }
        if (restored && !state.get().iterator().hasNext()) {
            check(1);
        }
        state.update(List.of(count));
    }

    private void check(int before) {
        if (before != count) {
            throw new RefusedState(
                    MarsOptions.ITEM_COPIES.key()
                            + " is "
                            + count
                            + ", and the restored state was written with "
                            + before
                            + "; it is fixed for the life of a state: set it back, or start without"
                            + " state (a replay gives the same outputs)");
        }
    }
}
