// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/** Strings as Flink writes them: an id that comes back as another is another user's state. */
class FieldsTest {
    @Property
    void whatFlinkWritesIsRead(@ForAll @StringLength(max = 300) String value) throws IOException {
        assertThat(read(value)).isEqualTo(value);
    }

    @Example
    void charactersOfOneTwoAndThreeBytesAndNull() throws IOException {
        for (String value : new String[] {"", "item", "é", "itém", "日本", "a日", "😀", "\0", null}) {
            assertThat(read(value)).isEqualTo(value);
        }
    }

    private static String read(String value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        StringValue.writeString(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        String read = Fields.readString(in);
        assertThat(in.available()).as("bytes left over").isZero();
        return read;
    }
}
