// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The rules that behaviours and items share. Each throws what the dead letter will say. */
final class Checks {
    /** Longest id in bytes of UTF-8: an output holds hundreds of ids and must fit in a record. */
    static final int MAX_ID_BYTES = 1024;

    /** An id that a value carries: present, not too long, and the key's if there is one. */
    static void id(String what, String id, byte[] key) throws RejectedException {
        byte[] utf8 = plainId(what, id);
        if (key != null && !Arrays.equals(key, utf8)) {
            throw new RejectedException(
                    Reason.KEY_MISMATCH,
                    ("The record's key is %s and its %s is %s; they must be "
                                    + "equal, or the record goes to another's partition: write "
                                    + "it with the id as key, in UTF-8")
                            .formatted(
                                    Quote.of(new String(key, StandardCharsets.UTF_8)),
                                    what,
                                    Quote.of(id)));
        }
    }

    /** An id that need not be the key. Gives its UTF-8. */
    static byte[] plainId(String what, String id) throws RejectedException {
        if (id == null || id.isEmpty()) {
            throw new RejectedException(
                    Reason.MISSING_ID,
                    "The %s is empty; only a heartbeat may have none: write the record with its %s"
                            .formatted(what, what));
        }
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_ID_BYTES) {
            throw new RejectedException(
                    Reason.ID_TOO_LONG,
                    "The %s is %s, %s bytes long; at most %s bytes are allowed: use a shorter id"
                            .formatted(what, Quote.of(id), utf8.length, MAX_ID_BYTES));
        }
        return utf8;
    }

    /** The id that a tombstone's key is. */
    static String tombstone(String what, RawRecord raw) throws RejectedException {
        byte[] key = raw.key();
        if (key == null || key.length == 0) {
            throw new RejectedException(
                    Reason.MISSING_ID,
                    ("The record has neither a value nor a key; a null value "
                                    + "needs the %s as key: write it again with one")
                            .formatted(what));
        }
        String id;
        try {
            id = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            throw new RejectedException(
                    Reason.UNDECODABLE,
                    ("The null value's key of %s bytes is not UTF-8; it must be "
                                    + "a %s: write it again with one")
                            .formatted(key.length, what));
        }
        plainId(what, id);
        if (raw.timestamp() < 0) {
            throw new RejectedException(
                    Reason.BAD_TIMESTAMP,
                    ("The null value's Kafka timestamp is %s; it takes effect "
                                    + "at that time, which must be 0 or more: write it again "
                                    + "with a timestamp")
                            .formatted(raw.timestamp()));
        }
        return id;
    }

    /** A time that a value carries, against the record's own timestamp, never the wall clock. */
    static void time(String what, long time, RawRecord raw, long maxAhead)
            throws RejectedException {
        if (time < 0) {
            throw new RejectedException(
                    Reason.BAD_TIMESTAMP,
                    ("The %s is %s; it must be 0 or more milliseconds since "
                                    + "1970: correct the producer")
                            .formatted(what, time));
        }
        long timestamp = raw.timestamp();
        if (timestamp < 0 || time - timestamp > maxAhead) {
            throw new RejectedException(
                    Reason.BAD_TIMESTAMP,
                    ("The %s is %s and the record's Kafka timestamp %s; it may "
                                    + "be at most %s ms ahead (mars.validation.max-ahead): check "
                                    + "the unit (milliseconds) and the producer's clock")
                            .formatted(what, time, timestamp, maxAhead));
        }
    }

    /**
     * A vector or null.
     *
     * @param length that it must have; 0 if any will do
     */
    static void vector(String what, float[] vector, int length) throws RejectedException {
        if (vector == null) {
            return;
        }
        if (length != 0 && vector.length != length) {
            throw new RejectedException(
                    Reason.WRONG_LENGTH,
                    ("The %s vector has %s values; the model's base expects %s: "
                                    + "use the encoder that the model was trained with, or train "
                                    + "a new base")
                            .formatted(what, vector.length, length));
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new RejectedException(
                        Reason.NOT_FINITE,
                        ("The %s vector has %s at position %s; all values must "
                                        + "be finite: write null if there is no %s")
                                .formatted(what, vector[i], i, what));
            }
        }
    }

    private Checks() {}
}
