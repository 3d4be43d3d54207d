// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A state version as it was released: a savepoint in the middle of an input, that input, and the
 * outputs that the release wrote from the savepoint on. {@code savepoint.zip} and {@code
 * records.gz} in a directory named by the version.
 *
 * <p>Values are kept without their schema ids, which another registry gives out anew, and with the
 * schemas that they were written with.
 *
 * @param options of MARS that the job ran with
 * @param schemas the writers', by role
 * @param records in the order in which they are to be sent; outputs in any
 */
record StateFixture(
        TreeMap<String, String> options, Map<Role, String> schemas, List<Entry> records) {
    private static final int HEADER = 1 + Integer.BYTES;
    private static final String SAVEPOINT = "savepoint.zip";
    private static final String RECORDS = "records.gz";

    /** What a record is to the job. */
    enum Role {
        ITEM,
        MODEL,
        BEHAVIOR,
        OUTPUT;

        String topic(TopicNames names) {
            return switch (this) {
                case ITEM -> names.item();
                case MODEL -> names.model();
                case BEHAVIOR -> names.behavior();
                case OUTPUT -> names.output();
            };
        }
    }

    /**
     * One record.
     *
     * @param restored whether it comes after the savepoint
     * @param payload the value without magic byte and schema id
     */
    record Entry(
            Role role,
            boolean restored,
            int partition,
            long timestamp,
            byte[] key,
            byte[] payload) {
        static Entry of(Role role, boolean restored, RawRecord record) {
            byte[] value = record.value();
            return new Entry(
                    role,
                    restored,
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    Arrays.copyOfRange(value, HEADER, value.length));
        }
    }

    static int schemaId(RawRecord record) {
        return ByteBuffer.wrap(record.value()).getInt(1);
    }

    /** The records that stand before or after the savepoint, ready to be sent to a scenario. */
    List<ProducerRecord<byte[], byte[]>> inputs(Scenario to, boolean restored) throws IOException {
        Map<Role, Integer> ids = new EnumMap<>(Role.class);
        TopicNames names = to.topics().names();
        try (SchemaRegistry registry = to.topics().registry()) {
            for (Role role : List.of(Role.ITEM, Role.MODEL, Role.BEHAVIOR)) {
                Schema schema = new Schema.Parser().parse(schemas.get(role));
                String subject = SchemaRegistry.valueSubject(role.topic(names));
                ids.put(role, registry.register(subject, schema));
            }
        }
        List<ProducerRecord<byte[], byte[]>> inputs = new ArrayList<>();
        for (Entry entry : records) {
            if (entry.role != Role.OUTPUT && entry.restored == restored) {
                byte[] value =
                        ByteBuffer.allocate(HEADER + entry.payload.length)
                                .put((byte) 0)
                                .putInt(ids.get(entry.role))
                                .put(entry.payload)
                                .array();
                inputs.add(
                        new ProducerRecord<>(
                                entry.role.topic(names),
                                entry.partition,
                                entry.timestamp,
                                entry.key,
                                value));
            }
        }
        return inputs;
    }

    List<Entry> outputs() {
        return records.stream().filter(entry -> entry.role == Role.OUTPUT).toList();
    }

    Schema outputSchema() {
        return new Schema.Parser().parse(schemas.get(Role.OUTPUT));
    }

    void write(Path directory, Path savepoint) throws IOException {
        Files.createDirectories(directory);
        zip(savepoint, directory.resolve(SAVEPOINT));
        try (OutputStream file = Files.newOutputStream(directory.resolve(RECORDS));
                DataOutputStream out =
                        new DataOutputStream(
                                new BufferedOutputStream(new GZIPOutputStream(file)))) {
            out.writeInt(options.size());
            for (Map.Entry<String, String> option : options.entrySet()) {
                out.writeUTF(option.getKey());
                out.writeUTF(option.getValue());
            }
            for (Role role : Role.values()) {
                bytes(out, schemas.get(role).getBytes(StandardCharsets.UTF_8));
            }
            out.writeInt(records.size());
            for (Entry entry : records) {
                out.writeByte(entry.role.ordinal());
                out.writeBoolean(entry.restored);
                out.writeInt(entry.partition);
                out.writeLong(entry.timestamp);
                bytes(out, entry.key);
                bytes(out, entry.payload);
            }
        }
    }

    static StateFixture read(Path directory) throws IOException {
        try (InputStream file = Files.newInputStream(directory.resolve(RECORDS));
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)))) {
            TreeMap<String, String> options = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                options.put(in.readUTF(), in.readUTF());
            }
            Map<Role, String> schemas = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                schemas.put(role, new String(bytes(in), StandardCharsets.UTF_8));
            }
            List<Entry> records = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                records.add(
                        new Entry(
                                Role.values()[in.readByte()],
                                in.readBoolean(),
                                in.readInt(),
                                in.readLong(),
                                bytes(in),
                                bytes(in)));
            }
            return new StateFixture(options, schemas, records);
        }
    }

    /** Unpacks the savepoint and gives the path that Flink restores from. */
    static String unpack(Path directory, Path to) throws IOException {
        Files.createDirectories(to);
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(directory.resolve(SAVEPOINT)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, to.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
        return to.toUri().toString();
    }

    private static void zip(Path directory, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> parts = Files.list(directory)) {
            for (Path part : parts.sorted().toList()) {
                zip.putNextEntry(new ZipEntry(part.getFileName().toString()));
                Files.copy(part, zip);
                zip.closeEntry();
            }
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
