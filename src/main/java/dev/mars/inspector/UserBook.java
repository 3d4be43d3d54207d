// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.avro.AugmentationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The latest output of each of the users that were answered last, {@value #MOST} at most: a line of
 * some 150 bytes each, as the whole output can be read where it stands. Safe for many threads.
 */
final class UserBook {
    static final int MOST = 100_000;

    private final Latest<UserRow> rows;

    UserBook() {
        this(MOST);
    }

    UserBook(int most) {
        rows = new Latest<>(most);
    }

    /** An output that is older than the one held, as a second run of the job writes, is passed. */
    synchronized void add(UserRow row) {
        UserRow held = rows.get(row.userId());
        if (held == null || row.asOf() >= held.asOf()) {
            rows.put(row.userId(), row);
        }
    }

    synchronized void erase(String userId) {
        rows.remove(userId);
    }

    synchronized Optional<UserRow> find(String userId) {
        return Optional.ofNullable(rows.get(userId));
    }

    synchronized int size() {
        return rows.size();
    }

    /**
     * What a search finds.
     *
     * @param matches how many users do, listed or not
     */
    record Found(int matches, List<UserRow> users) {}

    /**
     * Users whose id contains the text, in any case: the one of that very id, then those whose id
     * begins so, then the others, each the latest answered first.
     *
     * @param status of the output; null for any
     * @param limit of users to list
     */
    Found search(String text, AugmentationStatus status, int limit) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<UserRow> same = new ArrayList<>();
        List<UserRow> begin = new ArrayList<>();
        List<UserRow> contain = new ArrayList<>();
        for (UserRow row : newestFirst()) {
            if (status != null && row.status() != status) {
                continue;
            }
            String id = row.userId().toLowerCase(Locale.ROOT);
            if (id.equals(wanted)) {
                same.add(row);
            } else if (id.startsWith(wanted)) {
                begin.add(row);
            } else if (id.contains(wanted)) {
                contain.add(row);
            }
        }
        same.addAll(begin);
        same.addAll(contain);
        return new Found(same.size(), List.copyOf(same.subList(0, Math.min(limit, same.size()))));
    }

    private synchronized List<UserRow> newestFirst() {
        return rows.newestFirst();
    }
}
