// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix in NumPy's .npy format, versions 1 to 3: two dimensions, little-endian float32, rows one
 * after the other (C order). Read through a channel rather than a mapping, because a mapping ends
 * at 2 GiB and holds on to its pages.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format</a>
 */
final class Npy implements Closeable {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int MAX_HEADER = 1 << 16;
    private static final int CHUNK = 1 << 18;
    private static final Pattern TYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)");
    private static final Pattern ORDER =
            Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern MATRIX = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*");

    private final Path file;
    private final FileChannel channel;
    private final int rows;
    private final int columns;
    private final long data;

    /** Opens a file and checks that it holds exactly the matrix that its header announces. */
    static Npy open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Npy(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Npy(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        ByteBuffer start = read(0, MAGIC.length + 2);
        byte[] magic = new byte[MAGIC.length];
        start.get(magic);
        int version = start.get();
        if (!Arrays.equals(magic, MAGIC)) {
            throw error("it does not begin as a .npy file does; write it with numpy.save");
        }
        if (version < 1 || version > 3) {
            throw error(
                    "its format version is %d; it must be 1, 2 or 3; write it with numpy.save",
                    version);
        }
        int lengthBytes = version == 1 ? 2 : 4;
        ByteBuffer lengthField = read(MAGIC.length + 2, lengthBytes);
        long length =
                version == 1
                        ? Short.toUnsignedLong(lengthField.getShort())
                        : Integer.toUnsignedLong(lengthField.getInt());
        if (length > MAX_HEADER) {
            throw error(
                    "its header has %d bytes; NumPy's have some hundred; write it again", length);
        }
        data = MAGIC.length + 2 + lengthBytes + length;
        String header = StandardCharsets.UTF_8.decode(read(data - length, length)).toString();
        checkType(header);
        Matcher shape = MATRIX.matcher(find(SHAPE, header, "shape"));
        if (!shape.matches()) {
            throw error(
                    "its shape is (%s); it must have two dimensions, items and features; reshape"
                            + " it",
                    find(SHAPE, header, "shape"));
        }
        rows = dimension(shape.group(1));
        columns = dimension(shape.group(2));
        if (columns == 0) {
            throw error("its rows have no columns; remove the file if no item has these features");
        }
        checkLength();
    }

    private void checkType(String header) throws DataSetException {
        String type = find(TYPE, header, "descr");
        if (!type.equals("<f4")) {
            throw error(
                    "its type is '%s'; it must be '<f4', little-endian float32; convert it with"
                            + " array.astype('<f4')",
                    type);
        }
        if (find(ORDER, header, "fortran_order").equals("True")) {
            throw error(
                    "it is in Fortran order; rows must follow each other (C order); convert it with"
                            + " numpy.ascontiguousarray");
        }
    }

    private void checkLength() throws IOException {
        long expected = data + (long) rows * columns * Float.BYTES;
        long actual = channel.size();
        if (actual != expected) {
            throw error(
                    "it has %d bytes; a matrix of %d x %d float32 and its header have %d; %s",
                    actual,
                    rows,
                    columns,
                    expected,
                    actual < expected
                            ? "it is truncated, write or copy it again"
                            : "write it again, one array per file");
        }
    }

    private String find(Pattern pattern, String header, String field) throws DataSetException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw error(
                    "its header is %s, without a plain %s; write it with numpy.save, one array of"
                            + " float32",
                    header.strip(), field);
        }
        return matcher.group(1);
    }

    private int dimension(String digits) throws DataSetException {
        if (digits.length() > 9) {
            throw error("a dimension is %s; it must be below a thousand millions", digits);
        }
        return Integer.parseInt(digits);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Reads row after row from the first on; independent of every other cursor. */
    Cursor cursor() {
        return new Cursor();
    }

    /** A position in the matrix and a buffer of some rows. */
    final class Cursor {
        private final int rowBytes = columns * Float.BYTES;
        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private int next;

        /** The next row, a fresh array. */
        float[] next() throws IOException {
            if (buffer.remaining() < rowBytes) {
                int ahead = Math.min(rows - next, Math.max(1, CHUNK / rowBytes));
                buffer = read(data + (long) next * rowBytes, (long) ahead * rowBytes);
            }
            float[] row = new float[columns];
            buffer.asFloatBuffer().get(row);
            buffer.position(buffer.position() + rowBytes);
            next++;
            return row;
        }
    }

    private ByteBuffer read(long position, long length) throws IOException {
        if (position + length > channel.size()) {
            throw error(
                    "it ends at byte %d, before byte %d; it is truncated, write or copy it again",
                    channel.size(), position + length);
        }
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw error("it became shorter while it was read; leave it alone meanwhile");
            }
        }
        return buffer.flip();
    }

    private DataSetException error(String format, Object... values) {
        return new DataSetException(file, String.format(format, values));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
