// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Pages of Parquet files in Zstandard, in Java alone: the same bytes on every machine, and without
 * Parquet's own way to it, which needs a Hadoop that runs.
 */
final class ZstdPages implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        require(codec);
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        require(codec);
        return new Decompressor();
    }

    private static void require(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException(
                    "a Parquet page is to be %s; exports are written and read as %s alone"
                            .formatted(codec, CompressionCodecName.ZSTD));
        }
    }

    private static byte[] bytes(BytesInput page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(page.size()));
        page.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void release() {}

    private static final class Compressor implements BytesInputCompressor {
        private final ZstdCompressor zstd = new ZstdCompressor();

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            byte[] plain = bytes(page);
            byte[] compressed = new byte[zstd.maxCompressedLength(plain.length)];
            int size = zstd.compress(plain, 0, plain.length, compressed, 0, compressed.length);
            return BytesInput.from(compressed, 0, size);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
    }

    private static final class Decompressor implements BytesInputDecompressor {
        private final ZstdDecompressor zstd = new ZstdDecompressor();

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(plain(bytes(page), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressed, ByteBuffer plain, int size)
                throws IOException {
            byte[] bytes = new byte[compressed];
            page.get(bytes);
            plain.put(plain(bytes, size));
        }

        private byte[] plain(byte[] compressed, int size) throws IOException {
            byte[] plain = new byte[size];
            try {
                zstd.decompress(compressed, 0, compressed.length, plain, 0, size);
            } catch (MalformedInputException e) {
                throw new IOException("a page of the Parquet file is damaged", e);
            }
            return plain;
        }

        @Override
        public void release() {}
    }
}
