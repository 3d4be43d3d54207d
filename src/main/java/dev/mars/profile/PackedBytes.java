// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow, written in the forms that packed state is made of. The layout is part of state.
 *
 * <p>Counts take seven bits a byte, the lowest first, where the top bit says that more follow. So
 * do signed numbers, once the sign is moved to the lowest bit and small ones are short. A string is
 * the count of its UTF-16 characters and each as a count: what is ASCII takes a byte a character.
 */
final class PackedBytes {
    private static final int MORE = 0x80;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    PackedBytes(int room) {
        bytes = new byte[room];
    }

    /**
     * @param value 0 or more
     */
    void count(int value) {
        room(5);
        unsigned(value);
    }

    void signed(long value) {
        room(10);
        unsigned(value << 1 ^ value >> 63);
    }

    private void unsigned(long value) {
        long left = value;
        while ((left & -MORE) != 0) {
            bytes[size++] = (byte) (left | MORE);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void fixed(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void string(String value) {
        room(5 + 3 * value.length());
        unsigned(value.length());
        for (int i = 0; i < value.length(); i++) {
            unsigned(value.charAt(i));
        }
    }

    void bytes(byte[] from, int at, int end) {
        room(end - at);
        System.arraycopy(from, at, bytes, size, end - at);
        size += end - at;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Reads what was written, in the order in which it was. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int position() {
            return at;
        }

        int count() {
            return (int) unsigned();
        }

        long signed() {
            long value = unsigned();
            return value >>> 1 ^ -(value & 1);
        }

        private long unsigned() {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                value |= (next & (MORE - 1L)) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }

        long fixed() {
            long value = (long) LONG.get(bytes, at);
            at += Long.BYTES;
            return value;
        }

        String string() {
            int length = count();
            if (isAscii(length)) {
                at += length;
                return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
            }
            char[] characters = new char[length];
            for (int i = 0; i < length; i++) {
                characters[i] = (char) unsigned();
            }
            return new String(characters);
        }

        private boolean isAscii(int length) {
            for (int i = at; i < at + length; i++) {
                if (bytes[i] < 0) {
                    return false;
                }
            }
            return true;
        }

        void skipCount() {
            while (bytes[at++] < 0) {
                // one of several bytes
            }
        }

        void skipString() {
            for (int left = count(); left > 0; left--) {
                skipCount();
            }
        }
    }
}
