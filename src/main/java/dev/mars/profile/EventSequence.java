// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A user's last positives in {@link SequenceEvent#ORDER}, packed. Immutable.
 *
 * <p>A sequence is kept, sent and changed far more often than it is looked into: with each of a
 * user's behaviours it is read from state, gets one event more and loses its first one, goes back
 * to state, and on to where the request is answered. So it stays in the form in which it is stored,
 * some 25 bytes an event, and all of that is copying of bytes. Events come into being when somebody
 * iterates; {@link #get} iterates too, so copy the list before looking here and there.
 *
 * <p>The bytes: number of events; time of the last; number and names of the actions; and the
 * events, each as item id, milliseconds since the one before (since the epoch for the first), place
 * of its action's name, and code. Counts, times and strings are as {@link PackedBytes} writes them,
 * codes take eight bytes. An action's name stays when the last event with it goes.
 */
public final class EventSequence extends AbstractList<SequenceEvent> {
    /** What an event takes, if its strings are short. */
    private static final int ROOM_PER_EVENT = 64;

    /** Items that each event is compared with. */
    private static final int FEW = 8;

    public static final EventSequence NONE = pack(List.of());

    private final byte[] bytes;
    private final int size;
    private final long lastTime;
    private final int actionsAt;
    private final int eventsAt;

    private EventSequence(byte[] bytes) {
        this.bytes = bytes;
        PackedBytes.Reader in = new PackedBytes.Reader(bytes, 0);
        size = in.count();
        lastTime = in.signed();
        actionsAt = in.position();
        for (int left = in.count(); left > 0; left--) {
            in.skipString();
        }
        eventsAt = in.position();
    }

    /** Events in any order. */
    public static EventSequence of(Collection<SequenceEvent> events) {
        return events instanceof EventSequence sequence ? sequence : pack(ordered(events));
    }

    /** Reads what {@link #writeTo} has written. */
    public static EventSequence readFrom(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new EventSequence(bytes);
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * These events and some more.
     *
     * @param more in any order and of any time; usually later than all that are here
     * @param length how many of the newest are kept, if there are more
     */
    public EventSequence append(Collection<SequenceEvent> more, int length) {
        if (more.isEmpty()) {
            return this;
        }
        List<SequenceEvent> added = ordered(more);
        int dropped = Math.max(0, size + added.size() - length);
        if (added.get(0).eventTime() <= lastTime()) {
            List<SequenceEvent> all = new ArrayList<>(this);
            all.addAll(added);
            all.sort(SequenceEvent.ORDER);
            return pack(all.subList(dropped, all.size()));
        }
        return dropped < size
                ? changed(dropped, added)
                : pack(added.subList(dropped - size, added.size()));
    }

    /** The newest events. */
    public EventSequence last(int count) {
        return count == 0 ? NONE : count >= size ? this : changed(size - count, List.of());
    }

    /**
     * @param dropped of the first events, not all
     * @param added in order, and later than all that are here
     */
    private EventSequence changed(int dropped, List<SequenceEvent> added) {
        Cursor first = new Cursor(eventsAt);
        for (int i = 0; i <= dropped; i++) {
            first.next();
        }
        List<String> names = actions();
        PackedBytes out = new PackedBytes(bytes.length + ROOM_PER_EVENT * added.size());
        writeHead(size - dropped + added.size(), lastTime, names, added, out);
        out.bytes(bytes, first.at, first.itemEnd);
        out.signed(first.time);
        out.bytes(bytes, first.timeEnd, bytes.length);
        writeEvents(added, lastTime, names, out);
        return new EventSequence(out.toArray());
    }

    /** The events on some items, in order. If the items are few, no others come into being. */
    public List<SequenceEvent> on(Set<String> items) {
        if (items.size() > FEW) {
            return stream()
                    .filter(event -> items.contains(event.itemId()))
                    .collect(Collectors.toList());
        }
        List<String> ids = new ArrayList<>(items);
        List<byte[]> packed = new ArrayList<>(ids.size());
        for (String id : ids) {
            PackedBytes out = new PackedBytes(id.length() + 1);
            out.string(id);
            packed.add(out.toArray());
        }
        List<String> names = actions();
        List<SequenceEvent> found = new ArrayList<>();
        for (Cursor cursor = new Cursor(eventsAt); cursor.next(); ) {
            for (int i = 0; i < packed.size(); i++) {
                if (cursor.isOn(packed.get(i))) {
                    String action = names.get(cursor.action);
                    found.add(new SequenceEvent(ids.get(i), cursor.time, action, cursor.code));
                }
            }
        }
        return found;
    }

    /**
     * Items on which there may be other events here than in a sequence before, their actions aside.
     * Where this is that one with some first events gone and some later ones added, it is the items
     * of those; otherwise all.
     */
    public Set<String> itemsChangedSince(EventSequence before) {
        Set<String> items = new HashSet<>();
        Cursor kept = new Cursor(eventsAt);
        Cursor old = before.new Cursor(before.eventsAt);
        if (kept.next() && old.seek(kept, bytes) && goesOn(kept, old, before.bytes)) {
            before.addItems(before.eventsAt, old.at, items);
            addItems(kept.in.position() + old.left(), bytes.length, items);
        } else {
            before.addItems(before.eventsAt, before.bytes.length, items);
            addItems(eventsAt, bytes.length, items);
        }
        return items;
    }

    /** Whether all that follows in the other one follows here, too, before anything else does. */
    private boolean goesOn(Cursor kept, Cursor old, byte[] other) {
        int from = kept.in.position();
        int left = old.left();
        return bytes.length - from >= left
                && Arrays.equals(bytes, from, from + left, other, old.in.position(), other.length);
    }

    private void addItems(int from, int to, Set<String> items) {
        for (Cursor cursor = new Cursor(from); cursor.in.position() < to; ) {
            cursor.next();
            items.add(new PackedBytes.Reader(bytes, cursor.at).string());
        }
    }

    /** Walks the events without any coming into being. */
    private final class Cursor {
        final PackedBytes.Reader in;
        int at;
        int itemEnd;

        /** Right only if the walk began with the first event. */
        long time;

        int timeEnd;
        int action;
        long code;

        /**
         * @param from where an event begins
         */
        Cursor(int from) {
            in = new PackedBytes.Reader(bytes, from);
        }

        boolean next() {
            at = in.position();
            if (at == bytes.length) {
                return false;
            }
            in.skipString();
            itemEnd = in.position();
            time += in.signed();
            timeEnd = in.position();
            action = in.count();
            code = in.fixed();
            return true;
        }

        /** Goes on to an event of the same item, time and code; false if there is none. */
        boolean seek(Cursor other, byte[] others) {
            while (next()) {
                if (time == other.time
                        && code == other.code
                        && Arrays.equals(bytes, at, itemEnd, others, other.at, other.itemEnd)) {
                    return true;
                }
            }
            return false;
        }

        boolean isOn(byte[] packedItem) {
            return Arrays.equals(bytes, at, itemEnd, packedItem, 0, packedItem.length);
        }

        /** Bytes of the events to come. */
        int left() {
            return bytes.length - in.position();
        }
    }

    private static EventSequence pack(List<SequenceEvent> events) {
        PackedBytes out = new PackedBytes(ROOM_PER_EVENT * (1 + events.size()));
        List<String> names = new ArrayList<>();
        writeHead(events.size(), 0, names, events, out);
        writeEvents(events, 0, names, out);
        return new EventSequence(out.toArray());
    }

    private List<String> actions() {
        PackedBytes.Reader in = new PackedBytes.Reader(bytes, actionsAt);
        int count = in.count();
        List<String> names = new ArrayList<>(count + 1);
        for (int i = 0; i < count; i++) {
            names.add(in.string());
        }
        return names;
    }

    /**
     * @param last time of the last event, if none is added
     * @param names of actions so far; receives those that are new
     */
    private static void writeHead(
            int size, long last, List<String> names, List<SequenceEvent> added, PackedBytes out) {
        out.count(size);
        out.signed(added.isEmpty() ? last : added.get(added.size() - 1).eventTime());
        for (SequenceEvent event : added) {
            if (!names.contains(event.action())) {
                names.add(event.action());
            }
        }
        out.count(names.size());
        names.forEach(out::string);
    }

    private static void writeEvents(
            List<SequenceEvent> events, long before, List<String> names, PackedBytes out) {
        long last = before;
        for (SequenceEvent event : events) {
            out.string(event.itemId());
            out.signed(event.eventTime() - last);
            out.count(names.indexOf(event.action()));
            out.fixed(event.code());
            last = event.eventTime();
        }
    }

    private static List<SequenceEvent> ordered(Collection<SequenceEvent> events) {
        List<SequenceEvent> ordered = new ArrayList<>(events);
        ordered.sort(SequenceEvent.ORDER);
        return ordered;
    }

    @Override
    public int size() {
        return size;
    }

    /** Event time of the last event, {@link Long#MIN_VALUE} without any. */
    public long lastTime() {
        return size == 0 ? Long.MIN_VALUE : lastTime;
    }

    @Override
    public SequenceEvent get(int index) {
        Objects.checkIndex(index, size);
        Iterator<SequenceEvent> events = iterator();
        for (int i = 0; i < index; i++) {
            events.next();
        }
        return events.next();
    }

    @Override
    public Iterator<SequenceEvent> iterator() {
        PackedBytes.Reader in = new PackedBytes.Reader(bytes, eventsAt);
        List<String> actions = actions();
        return new Iterator<>() {
            private int read;
            private long time;

            @Override
            public boolean hasNext() {
                return read < size;
            }

            @Override
            public SequenceEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                read++;
                String item = in.string();
                time += in.signed();
                return new SequenceEvent(item, time, actions.get(in.count()), in.fixed());
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof List<?> list) || list.size() != size) {
            return false;
        }
        Iterator<?> others = list.iterator();
        for (SequenceEvent event : this) {
            if (!event.equals(others.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
