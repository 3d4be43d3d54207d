// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import org.apache.avro.Schema;

/** Where the schema comes from that a record was written with. */
@FunctionalInterface
public interface SchemaSource {
    /**
     * Schema that has this id for good.
     *
     * @throws RejectedException if there is no Avro schema with this id, {@link
     *     Reason#UNKNOWN_SCHEMA}
     * @throws RegistryUnavailableException if nobody can tell now
     */
    Schema byId(int id) throws RejectedException, RegistryUnavailableException;
}
