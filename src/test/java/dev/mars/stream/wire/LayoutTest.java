// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The bytes of state. A savepoint of an older build is read by a newer one, so the fixtures under
 * {@code src/test/resources/state} are never written anew: a new layout raises its serializer's
 * version, keeps reading the old file, and {@link #main} adds a file beside it.
 */
class LayoutTest {
    /** Writes the fixtures that are missing into a directory, and touches no other. */
    public static void main(String[] directory) throws IOException {
        for (Layout<?> layout : Layout.all()) {
            Path file = Path.of(directory[0], layout.fixture(layout.version()));
            if (!Files.exists(file)) {
                Files.write(file, fixed(layout));
            }
        }
    }

    private static <T> byte[] fixed(Layout<T> layout) throws IOException {
        return layout.write(layout.fixtureValues());
    }

    @Provide
    Arbitrary<Layout<?>> layouts() {
        return Arbitraries.of(Layout.all());
    }

    /** A value that comes back as another is state that a restart changes. */
    @Property
    void whatIsWrittenIsRead(@ForAll("layouts") Layout<?> layout, @ForAll long seed)
            throws IOException {
        roundTrip(layout, seed);
    }

    private static <T> void roundTrip(Layout<T> layout, long seed) throws IOException {
        T value = layout.values().apply(new Values(seed));
        byte[] bytes = layout.write(List.of(value));
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T read = layout.serializer().deserialize(in);
        assertThat(in.available()).as("bytes left over").isZero();
        assertThat(read).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(value);
        assertThat(layout.write(List.of(read))).isEqualTo(bytes);
        DataOutputSerializer copy = new DataOutputSerializer(64);
        layout.serializer().copy(new DataInputDeserializer(bytes), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    }

    /** If this fails, a layout was changed without a new version: state in the field is lost. */
    @Property
    void theCommittedBytesAreWrittenStill(@ForAll("layouts") Layout<?> layout) throws IOException {
        assertThat(fixed(layout))
                .as("bytes of %s, version %s", layout, layout.version())
                .isEqualTo(committed(layout, layout.version()));
    }

    /** Every version that was ever released. */
    @Property
    void theCommittedBytesAreReadStill(@ForAll("layouts") Layout<?> layout) throws IOException {
        for (int version = 1; version <= layout.version(); version++) {
            assertThat(layout.read(version, committed(layout, version)))
                    .as("values of %s, version %s", layout, version)
                    .usingRecursiveComparison()
                    .isEqualTo(layout.fixtureValues(version));
        }
    }

    /** A serializer that is missing here has nothing that holds its layout. */
    @Example
    void everySerializerHasALayoutHere() {
        List<String> serializers =
                new ClassFileImporter()
                        .importPackages("dev.mars").stream()
                                .filter(type -> type.isAssignableTo(VersionedSerializer.class))
                                .filter(
                                        type ->
                                                !type.getModifiers()
                                                        .contains(JavaModifier.ABSTRACT))
                                .filter(type -> !type.getName().contains("Test"))
                                .map(JavaClass::getName)
                                .toList();
        assertThat(
                        Layout.all().stream()
                                .map(layout -> layout.serializer().getClass().getName())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(serializers);
    }

    private static byte[] committed(Layout<?> layout, int version) throws IOException {
        String name = "/state/" + layout.fixture(version);
        try (InputStream in = LayoutTest.class.getResourceAsStream(name)) {
            assertThat(in)
                    .as("fixture %s; a new version needs one: run LayoutTest.main", name)
                    .isNotNull();
            return in.readAllBytes();
        }
    }
}
