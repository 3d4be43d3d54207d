// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** If one of these fails, a search misses users, or shows an output that is not their latest. */
class UserBookTest {
    private final UserBook book = new UserBook(5);

    @Test
    void theVeryIdComesFirstThenThoseThatBeginSo() {
        add("a-u1", 1);
        add("U12", 2);
        add("u1", 3);
        add("u13", 4);
        add("x", 5);
        UserBook.Found found = book.search("u1", null, 3);
        assertThat(found.users()).extracting(UserRow::userId).containsExactly("u1", "u13", "U12");
        assertThat(found.matches()).isEqualTo(4);
        assertThat(book.search("", null, 9).users()).hasSize(5);
        assertThat(book.search("nobody", null, 9)).isEqualTo(new UserBook.Found(0, List.of()));
    }

    @Test
    void aStatusChooses() {
        book.add(row("u1", 1, AugmentationStatus.NO_DONOR, 0));
        book.add(row("u2", 1, AugmentationStatus.AUGMENTED, 0));
        assertThat(book.search("u", AugmentationStatus.AUGMENTED, 9).users())
                .extracting(UserRow::userId)
                .containsExactly("u2");
    }

    /** The job runs a second time and writes what it wrote: the page does not go back in time. */
    @Test
    void theLatestByEventTimeIsKept() {
        book.add(row("u", 10, AugmentationStatus.AUGMENTED, 7));
        book.add(row("u", 9, AugmentationStatus.NO_DONOR, 8));
        assertThat(book.find("u")).get().extracting(UserRow::offset).isEqualTo(7L);
        book.add(row("u", 10, AugmentationStatus.AUGMENTED, 9));
        assertThat(book.find("u")).get().extracting(UserRow::offset).isEqualTo(9L);
    }

    /** Whoever was erased is not to be seen. */
    @Test
    void anErasedUserIsGone() {
        add("u", 1);
        book.erase("u");
        assertThat(book.find("u")).isEmpty();
        assertThat(book.search("", null, 9).users()).isEmpty();
    }

    /** Else the inspector of a large stream runs out of memory. */
    @Test
    void whoWasAnsweredLongestAgoMakesRoom() {
        for (int i = 0; i < 6; i++) {
            add("u" + i, i);
            add("u0", i);
        }
        assertThat(book.size()).isEqualTo(5);
        assertThat(book.find("u0")).isPresent();
        assertThat(book.find("u1")).isEmpty();
    }

    private void add(String userId, long asOf) {
        book.add(row(userId, asOf, AugmentationStatus.AUGMENTED, asOf));
    }

    private static UserRow row(String userId, long asOf, AugmentationStatus status, long offset) {
        return new UserRow(userId, asOf, Tier.LOW, 1.5, status, 3, 4, 0, offset);
    }
}
