// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.List;
import java.util.TreeMap;

/** The own items that a query is compared by. */
final class OwnItems {
    /**
     * The last distinct items of a sequence, each with the code of its last event, in id order.
     *
     * @param own in {@link SequenceEvent#ORDER}
     */
    static TreeMap<String, Long> last(List<SequenceEvent> own, int count) {
        TreeMap<String, Long> last = new TreeMap<>();
        for (int i = own.size() - 1; i >= 0; i--) {
            SequenceEvent event = own.get(i);
            if (!last.containsKey(event.itemId())) {
                if (last.size() == count) {
                    break;
                }
                last.put(event.itemId(), event.code());
            }
        }
        return last;
    }

    private OwnItems() {}
}
