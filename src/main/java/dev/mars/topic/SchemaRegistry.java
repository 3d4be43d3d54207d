// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.config.MarsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A schema registry with Confluent's API. What it said once is kept: an id stands for one schema
 * for good. An unknown id is asked for each time it is met, since it may be registered later.
 *
 * <p>Only the answer "schema not found" of the registry itself makes an id unknown; no connection,
 * a 5xx, a refused login or another server's 404 are failures to answer ({@link
 * RegistryUnavailableException}), because a wrong URL must not turn a whole topic into dead
 * letters.
 *
 * <p>The client carries an Avro of its own under another package name, so schemas cross as text.
 * Safe for many threads.
 */
public final class SchemaRegistry implements SchemaSource, AutoCloseable {
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int NO_LEVEL_OF_ITS_OWN = 40408;
    private static final int SCHEMAS_KEPT = 1000;

    private final String shown;
    private final RestService rest;
    private final CachedSchemaRegistryClient client;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * @param url base of the API, such as {@code http://localhost:8081/apis/ccompat/v7}; several
     *     separated by commas
     * @param properties of Confluent's client, such as {@code basic.auth.user.info}; its timeouts
     *     are {@code http.connect.timeout.ms} (5,000 unless set) and {@code http.read.timeout.ms}
     *     (60,000). References to secrets in them are looked up here
     * @throws IllegalArgumentException if one refers to a secret that is not there
     */
    public SchemaRegistry(String url, Map<String, String> properties) {
        Map<String, String> configuration =
                SecretReferences.resolved(MarsOptions.REGISTRY_PROPERTIES.key(), properties);
        configuration.putIfAbsent("http.connect.timeout.ms", "5000");
        configuration.putIfAbsent("http.read.timeout.ms", "60000");
        shown = url.replaceAll("//[^/@]*@", "//");
        rest = new RestService(List.of(url.split(",")));
        client =
                new CachedSchemaRegistryClient(
                        rest,
                        SCHEMAS_KEPT,
                        List.of(new AvroSchemaProvider()),
                        configuration,
                        Map.of());
    }

    /** Subject of a topic's values. */
    public static String valueSubject(String topic) {
        return topic + "-value";
    }

    /**
     * Registers a schema; one that is there keeps its id.
     *
     * @throws IOException if the registry refuses it as incompatible, or cannot be reached
     */
    public int register(String subject, Schema schema) throws IOException {
        try {
            return client.register(subject, new AvroSchema(SchemaText.of(schema)), true);
        } catch (RestClientException e) {
            if (e.getStatus() == 409) {
                throw new IOException(
                        ("Schema %s is incompatible with the ones that subject "
                                        + "%s has in the registry at %s: %s; add fields with a "
                                        + "default, or use another topic")
                                .formatted(schema.getName(), subject, shown, e.getMessage()),
                        e);
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /**
     * Id of a schema that is registered already.
     *
     * @throws IOException if it is not, or the registry cannot be reached
     */
    public int idOf(String subject, Schema schema) throws IOException {
        try {
            return client.getId(subject, new AvroSchema(SchemaText.of(schema)), true);
        } catch (RestClientException e) {
            int code = e.getErrorCode();
            if (code == SUBJECT_NOT_FOUND || code == SCHEMA_NOT_FOUND) {
                throw new IOException(
                        ("Schema %s is not registered under subject %s in the "
                                        + "registry at %s; run `mars topics`, which registers it")
                                .formatted(schema.getName(), subject, shown),
                        e);
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /**
     * The schema that was registered last under a subject.
     *
     * @return empty if the registry knows no such subject
     * @throws IOException if the registry cannot be reached
     * @throws RejectedException if it is not one that Avro understands
     */
    public Optional<Schema> newest(String subject) throws IOException, RejectedException {
        int id;
        try {
            id = client.getLatestSchemaMetadata(subject).getId();
        } catch (RestClientException e) {
            if (e.getErrorCode() == SUBJECT_NOT_FOUND) {
                return Optional.empty();
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
        return Optional.of(byId(id));
    }

    /**
     * What a subject demands of new schemas, if it has a level of its own. Confluent's registry
     * says with an error code that there is none, Apicurio with NONE, which it never keeps.
     *
     * @param subject null for what the registry demands of subjects that have none
     * @return empty if it demands nothing, or what the registry demands of all
     * @throws IOException if this user may not ask, or the registry cannot be reached
     */
    public Optional<String> compatibility(String subject) throws IOException {
        try {
            String level = client.getConfig(subject).getCompatibilityLevel();
            return level == null || level.equals("NONE") ? Optional.empty() : Optional.of(level);
        } catch (RestClientException e) {
            int code = e.getErrorCode();
            // Confluent's older ones have the code of a subject that is not there.
            if (code == NO_LEVEL_OF_ITS_OWN || code == SUBJECT_NOT_FOUND) {
                return Optional.empty();
            }
            throw aboutLevels(e, "ask for");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /**
     * Demands that new schemas of a subject be compatible; such as BACKWARD.
     *
     * @throws IOException if this user may not, or the registry cannot be reached
     */
    public void setCompatibility(String subject, String level) throws IOException {
        try {
            client.updateConfig(subject, new Config(level));
        } catch (RestClientException e) {
            throw aboutLevels(e, "set");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private IOException aboutLevels(RestClientException e, String verb) {
        return e.getStatus() != 403
                ? unavailable(e)
                : new IOException(
                        "The schema registry at %s does not let this user %s compatibility levels: %s; subjects need BACKWARD or a stricter one: let the registry's owner set it, and give this user leave to read it"
                                .formatted(shown, verb, e.getMessage()),
                        e);
    }

    @Override
    public Schema byId(int id) throws RejectedException, RegistryUnavailableException {
        Schema schema = schemas.get(id);
        if (schema == null) {
            schema = fetch(id);
            schemas.put(id, schema);
        }
        return schema;
    }

    private Schema fetch(int id) throws RejectedException, RegistryUnavailableException {
        try {
            SchemaString found = rest.getId(id);
            String type = found.getSchemaType();
            if (type != null && !type.equals(AvroSchema.TYPE)) {
                throw unknown(id, "is of type " + Quote.of(type) + ", not AVRO,");
            }
            boolean whole = found.getReferences() == null || found.getReferences().isEmpty();
            return new Schema.Parser().parse(whole ? found.getSchemaString() : withReferences(id));
        } catch (AvroRuntimeException e) {
            // Not all that is wrong with a schema is a SchemaParseException: a default's type is
            // none.
            throw unknown(id, "is no schema that Avro understands");
        } catch (RestClientException e) {
            if (e.getErrorCode() == SCHEMA_NOT_FOUND) {
                throw unknown(id, "does not exist");
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private String withReferences(int id) throws IOException, RestClientException {
        return client.getSchemaById(id).rawSchema().toString();
    }

    private RejectedException unknown(int id, String problem) {
        return new RejectedException(
                Reason.UNKNOWN_SCHEMA,
                ("The value names schema id %s, which %s in the registry; an id "
                                + "must be one of an Avro schema that the registry gave out: "
                                + "register the writer's schema there and write the record again")
                        .formatted(id, problem));
    }

    private RegistryUnavailableException unavailable(Exception cause) {
        return new RegistryUnavailableException(
                ("The schema registry at %s did not answer as one: %s; check "
                                + "that it is up and that mars.registry.url and "
                                + "mars.registry.properties are right")
                        .formatted(shown, Quote.printable(said(cause), 300)),
                cause);
    }

    /** The client's own words leave the status out where the answer was not a registry's. */
    private static String said(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof RestClientException e
                ? "HTTP %s, %s".formatted(e.getStatus(), message)
                : message;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
