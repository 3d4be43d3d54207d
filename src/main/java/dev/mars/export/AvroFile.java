// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/** An Avro object container file. Deflate is what every reader must know. */
final class AvroFile implements SequenceFile {
    private static final int LEVEL = 6;

    private final DataFileWriter<AugmentedSequence> writer;

    AvroFile(Path file) throws IOException {
        // Generic: the specific one looks classes up by the names in the schema.
        writer = new DataFileWriter<>(new GenericDatumWriter<>(ExportSchema.SEQUENCE));
        writer.setCodec(CodecFactory.deflateCodec(LEVEL));
        writer.create(
                ExportSchema.SEQUENCE,
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                sync());
    }

    /** The mark between blocks: a random one, as is usual, would differ in each file. */
    private static byte[] sync() {
        try {
            return MessageDigest.getInstance("MD5")
                    .digest(ExportSchema.SEQUENCE.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public void write(AugmentedSequence sequence) throws IOException {
        writer.append(sequence);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
