// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

/** Why a record became a dead letter. The names are a stable part of the contract. */
public enum Reason {
    /**
     * The value (or a key that must be read) is no record of ours: too short, malformed, longer.
     */
    UNDECODABLE,
    /** The registry has no Avro schema under the id that the value begins with. */
    UNKNOWN_SCHEMA,
    /** An id that must be there is missing, empty, or reserved. */
    MISSING_ID,
    /** An id is longer than {@link Checks#MAX_ID_BYTES}. */
    ID_TOO_LONG,
    /**
     * The record's key is not the id that its value carries, or a model's base not the one named.
     */
    KEY_MISMATCH,
    /** A vector is not as long as the model's base expects. */
    WRONG_LENGTH,
    /** A vector, a rating or a model has a NaN or an infinite value. */
    NOT_FINITE,
    /** The behaviour's action is not among the configured ones. */
    UNKNOWN_ACTION,
    /** A time is below 0, or too far ahead of the record's own Kafka timestamp. */
    BAD_TIMESTAMP,
    /** The event time lies further behind its partition's progress than out-of-orderness allows. */
    LATE,
    /** On time by its partition, but behind the watermark; only where idleness is turned on. */
    BEHIND_WATERMARK,
    /** A model of another base than the running job's, which needs a job of its own. */
    OTHER_BASE,
    /** A model that came after requests had been answered that should have used it. */
    MODEL_TOO_LATE,
    /** A model whose version has been published before, with other content. */
    VERSION_TAKEN
}
