// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * A Parquet file. Lists have the three levels of the format's specification, which Arrow, DuckDB
 * and Spark read as lists of structs; enumerations are text.
 */
final class ParquetFile implements SequenceFile {
    private static final Schema SCHEMA = ExportSchema.withTextForEnums(ExportSchema.SEQUENCE);

    /** Bytes that are held before they are written. */
    private static final long ROW_GROUP = 64L << 20;

    private final ParquetWriter<AugmentedSequence> writer;

    ParquetFile(Path file) throws IOException {
        PlainParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        writer =
                AvroParquetWriter.<AugmentedSequence>builder(new LocalOutputFile(file))
                        .withConf(configuration)
                        .withSchema(SCHEMA)
                        .withDataModel(GenericData.get())
                        .withCodecFactory(new ZstdPages())
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withRowGroupSize(ROW_GROUP)
                        .build();
    }

    @Override
    public void write(AugmentedSequence sequence) throws IOException {
        writer.write(sequence);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
