// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A packed sequence is a list that is sorted and cut, whatever is in it. */
class EventSequenceTest {
    private static final String[] STRINGS = {
        "",
        "i",
        "item-12345",
        "click",
        "purchase",
        "товар",
        "\u0000",
        "\u007F\u0080",
        "\uD83D\uDE80",
        "\uD800",
        "x".repeat(300)
    };
    private static final long START = 1_380_000_000_000L;
    private static final long[] CODES = {0, 1, -1, Long.MIN_VALUE, 0x0123456789ABCDEFL};

    /**
     * If this fails, a profile has other events once a user has acted than it would have had if all
     * had been kept as they were.
     */
    @Property
    void itIsTheNewestOfAllInOrder(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        EventSequence packed = EventSequence.NONE;
        List<SequenceEvent> plain = new ArrayList<>();
        long time = random.nextBoolean() ? START : -random.nextInt(1000);
        int length = 1 + random.nextInt(6);
        for (int step = 0; step < 12; step++) {
            time += random.nextInt(3) * random.nextInt(1 << random.nextInt(31));
            List<SequenceEvent> more = new ArrayList<>();
            for (int n = random.nextInt(8) == 0 ? random.nextInt(9) : 1; n > 0; n--) {
                more.add(event(random, random.nextInt(8) == 0 ? time - 5 : time));
            }
            packed = packed.append(more, length);
            plain.addAll(more);
            if (!more.isEmpty()) {
                plain.sort(SequenceEvent.ORDER);
                plain = newest(plain, length);
            }
            assertThat(packed).isEqualTo(plain).hasSameHashCodeAs(plain);
            assertThat(plain).isEqualTo(packed);
            assertThat(packed.lastTime())
                    .isEqualTo(
                            plain.isEmpty() ? Long.MIN_VALUE : newest(plain, 1).get(0).eventTime());
            int last = random.nextInt(length + 2);
            assertThat(packed.last(last)).isEqualTo(newest(plain, last));
            packed = random.nextBoolean() ? stored(packed) : packed;
        }
    }

    /**
     * If this fails, an index goes on counting a donor among the holders of an item that they do
     * not hold any more, or the other way round.
     */
    @Property
    void whatIsNotAmongTheChangedItemsIsAsItWas(@ForAll long seed) {
        Random random = new Random(seed);
        EventSequence before = sequence(random, START);
        EventSequence after =
                random.nextInt(4) == 0
                        ? sequence(random, START + random.nextInt(50))
                        : before.append(sequence(random, START + random.nextInt(100)), 12);
        Set<String> changed = after.itemsChangedSince(before);
        for (String item : STRINGS) {
            if (!changed.contains(item)) {
                assertThat(holdings(after, item)).isEqualTo(holdings(before, item));
            }
        }
        for (EventSequence events : List.of(before, after)) {
            assertThat(events.on(changed)).isEqualTo(filtered(events, changed));
            Set<String> few = changed.stream().limit(3).collect(Collectors.toSet());
            assertThat(events.on(few)).isEqualTo(filtered(events, few));
        }
    }

    /** What an index knows of them: not the action. */
    private static List<String> holdings(EventSequence events, String item) {
        return filtered(events, Set.of(item)).stream()
                .map(event -> event.eventTime() + " " + event.code())
                .toList();
    }

    private static List<SequenceEvent> filtered(EventSequence events, Set<String> items) {
        return events.stream().filter(event -> items.contains(event.itemId())).toList();
    }

    private static EventSequence sequence(Random random, long from) {
        List<SequenceEvent> events = new ArrayList<>();
        for (int n = random.nextInt(12); n > 0; n--) {
            events.add(event(random, from + random.nextInt(100)));
        }
        return EventSequence.of(events);
    }

    /** If this fails, each of a donor's updates costs as much as a new donor. */
    @Example
    void oneMoreEventChangesItsItemAndThatOfTheOneWhichGoes() {
        EventSequence events = EventSequence.NONE;
        for (int i = 0; i < 20; i++) {
            SequenceEvent next = new SequenceEvent("i" + i % 7, START + i, "click", i);
            EventSequence later = events.append(List.of(next), 10);
            assertThat(later.itemsChangedSince(events))
                    .isEqualTo(
                            i < 10 ? Set.of("i" + i % 7) : Set.of("i" + i % 7, "i" + (i - 10) % 7));
            events = later;
        }
    }

    private static SequenceEvent event(Random random, long time) {
        return new SequenceEvent(
                STRINGS[random.nextInt(STRINGS.length)],
                time,
                STRINGS[random.nextInt(STRINGS.length)],
                CODES[random.nextInt(CODES.length)]);
    }

    private static List<SequenceEvent> newest(List<SequenceEvent> events, int length) {
        return new ArrayList<>(events.subList(Math.max(0, events.size() - length), events.size()));
    }

    private static EventSequence stored(EventSequence events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.writeTo(new DataOutputStream(bytes));
        return EventSequence.readFrom(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    /** If this fails, an event takes more state than the sizing formula has for it. */
    @Example
    void anEventTakesSomeTwentyFiveBytes() throws IOException {
        List<SequenceEvent> events = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            events.add(new SequenceEvent("item-" + (10_000 + i), i * 40_000_000L, "click", -i));
        }
        Collections.shuffle(events, new Random(1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventSequence.of(events).writeTo(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(26 * 50);
    }
}
