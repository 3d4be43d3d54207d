// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features would be attached to the wrong items, or garbage taken for features, if these fail. */
class NpyTest {
    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "500, 384", "7, 100000"})
    void whatWasWrittenIsReadBackBitForBit(int rows, int columns) throws IOException {
        Path file = directory.resolve("a.npy");
        Draws draws = new Draws(1, Draws.Domain.TEXT_NOISE, 0);
        float[][] matrix = new float[rows][columns];
        try (NpyWriter writer = new NpyWriter(file, rows, columns)) {
            for (float[] row : matrix) {
                for (int k = 0; k < columns; k++) {
                    row[k] = draws.normal();
                }
                writer.write(row);
            }
        }
        try (Npy npy = Npy.open(file)) {
            assertThat(npy.rows()).isEqualTo(rows);
            assertThat(npy.columns()).isEqualTo(columns);
            Npy.Cursor cursor = npy.cursor();
            for (float[] row : matrix) {
                assertThat(Arrays.equals(cursor.next(), row)).isTrue();
            }
        }
    }

    /** Two readers of one file, such as training and loading, would disturb each other. */
    @Test
    void cursorsAreIndependent() throws IOException {
        try (Npy npy = Npy.open(write(bytes(1, header("<f4", "False", "2, 1"), 1f, 2f)))) {
            Npy.Cursor first = npy.cursor();
            assertThat(first.next()).containsExactly(1f);
            assertThat(npy.cursor().next()).containsExactly(1f);
            assertThat(first.next()).containsExactly(2f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersionOfTheFormat(int version) throws IOException {
        byte[] bytes = bytes(version, header("<f4", "False", "2, 2"), 1, 2, 3, 4);
        try (Npy npy = Npy.open(write(bytes))) {
            Npy.Cursor cursor = npy.cursor();
            assertThat(cursor.next()).containsExactly(1f, 2f);
            assertThat(cursor.next()).containsExactly(3f, 4f);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<f8 | False | 1, 2 | its type is '<f8'; it must be '<f4'",
                ">f4 | False | 1, 2 | its type is '>f4'; it must be '<f4'",
                "<f4 | True | 1, 2 | Fortran order",
                "<f4 | False | 2, | two dimensions",
                "<f4 | False | 1, 1, 2 | two dimensions",
                "<f4 | False | -1, 2 | two dimensions",
                "<f4 | False | 2, 0 | no columns",
                "<f4 | False | 99999999999, 2 | below a thousand millions",
                "<f4 | False | 2, 2 | truncated",
                "<f4 | False | 900000000, 900000000 | truncated",
                "<f4 | False | 1, 1 | one array per file",
                "<f4 | Maybe | 1, 2 | without a plain fortran_order",
            })
    void saysWhatIsWrongWithTheMatrix(String type, String fortran, String shape, String message)
            throws IOException {
        Path file = write(bytes(1, header(type, fortran, shape), 1f, 2f));
        assertThatThrownBy(() -> Npy.open(file))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("features.npy")
                .hasMessageContaining(message);
    }

    @Test
    void everyTruncationIsAnError() throws IOException {
        byte[] whole = bytes(1, header("<f4", "False", "1, 2"), 1f, 2f);
        for (int length = 0; length < whole.length; length++) {
            Path file = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Npy.open(file))
                    .as("first %d bytes", length)
                    .isInstanceOf(DataSetException.class)
                    .hasMessageContaining("truncated");
        }
    }

    @Test
    void otherFilesAreNotTakenForMatrices() throws IOException {
        assertThatThrownBy(
                        () -> Npy.open(write("item,title\n1,a\n".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("does not begin as a .npy file");
        assertThatThrownBy(() -> Npy.open(write(bytes(9, header("<f4", "False", "1, 1"), 1f))))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("format version is 9");
    }

    @Test
    void writerRefusesRowsThatDoNotFitItsHeader() throws IOException {
        NpyWriter writer = new NpyWriter(directory.resolve("b.npy"), 2, 3);
        assertThatThrownBy(() -> writer.write(new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
        writer.write(new float[3]);
        assertThatThrownBy(writer::close).hasMessageContaining("1 rows were written; 2");
    }

    private static String header(String type, String fortran, String shape) {
        return "{'descr': '"
                + type
                + "', 'fortran_order': "
                + fortran
                + ", 'shape': ("
                + shape
                + "), }\n";
    }

    private static byte[] bytes(int version, String header, float... values) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate(12 + header.length() + 4 * values.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(Npy.MAGIC)
                        .put((byte) version)
                        .put((byte) 0);
        if (version == 1) {
            buffer.putShort((short) header.length());
        } else {
            buffer.putInt(header.length());
        }
        buffer.put(header.getBytes(StandardCharsets.UTF_8));
        for (float value : values) {
            buffer.putFloat(value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(buffer.array(), 0, buffer.position());
        return out.toByteArray();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("features.npy"), bytes);
    }
}
