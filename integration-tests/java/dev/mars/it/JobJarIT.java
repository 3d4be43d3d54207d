// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the job jar, and what must not be. */
class JobJarIT {
    /** Bytes. Raise it knowingly: every TaskManager fetches the jar at every start. */
    private static final long LARGEST = 33_000_000;

    private static JarFile jar;
    private static Set<String> names;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(JobJar.path().toFile());
        names =
                jar.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(JarEntry::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    private static String text(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * A second Flink, state backend or logger beside the cluster's own breaks it in strange ways.
     */
    @Test
    void hasNothingThatAClusterHas() {
        assertThat(names)
                .noneMatch(
                        name ->
                                Stream.of(
                                                "org/apache/flink/api/",
                                                "org/apache/flink/client/",
                                                "org/apache/flink/configuration/",
                                                "org/apache/flink/connector/base/",
                                                "org/apache/flink/core/",
                                                "org/apache/flink/metrics/",
                                                "org/apache/flink/runtime/",
                                                "org/apache/flink/state/",
                                                "org/apache/flink/streaming/api/",
                                                "org/apache/flink/streaming/runtime/",
                                                "org/apache/logging/",
                                                "org/rocksdb/",
                                                "org/slf4j/",
                                                "log4j")
                                        .anyMatch(name::startsWith));
    }

    /** Tests, the local stack and the command line do not belong on a cluster. */
    @Test
    void hasNothingThatTheJobsDoNotNeed() throws IOException {
        try (Stream<Path> tests = Files.walk(Path.of("target/test-classes"))) {
            assertThat(names)
                    .doesNotContainAnyElementsOf(
                            tests.filter(Files::isRegularFile)
                                    .map(Path.of("target/test-classes")::relativize)
                                    .map(Path::toString)
                                    .toList());
        }
        assertThat(names)
                .noneMatch(
                        name ->
                                Stream.of(
                                                "dev/mars/command/",
                                                "dev/mars/local/",
                                                "kafka/server/",
                                                "org/apache/kafka/storage/",
                                                "picocli/",
                                                "me/tongfei/",
                                                "org/jline/",
                                                "org/junit/")
                                        .anyMatch(name::startsWith));
        assertThat(Files.size(JobJar.path())).isLessThan(LARGEST);
    }

    /** One that is missing shows when the job first comes upon it, hours later perhaps. */
    @Test
    void hasEveryClassOfOursAndWhatTheyName() throws IOException {
        List<JavaClass> ours =
                new ClassFileImporter()
                        .importPath("target/classes").stream()
                                .filter(type -> names.contains(file(type)))
                                .toList();
        assertThat(ours)
                .extracting(JavaClass::getName)
                .contains("dev.mars.stream.MarsJob", "dev.mars.stream.ModelTraining");
        URL[] lib = Distribution.lib().stream().map(JobJarIT::url).toArray(URL[]::new);
        try (URLClassLoader flink = new URLClassLoader(lib, ClassLoader.getPlatformClassLoader())) {
            assertThat(
                            ours.stream()
                                    .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                    .map(Dependency::getTargetClass)
                                    .map(JavaClass::getBaseComponentType)
                                    .filter(type -> !type.isPrimitive())
                                    .map(JobJarIT::file)
                                    .distinct())
                    .allMatch(
                            file -> names.contains(file) || flink.getResource(file) != null,
                            "is in the jar, in Flink or in Java");
        }
    }

    private static String file(JavaClass type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code flink run} asks the manifest; clients find their parts by service files. */
    @Test
    void canBeRunAsItIs() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                .isEqualTo("dev.mars.stream.MarsJob");
        assertThat(text("META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider"))
                .contains("org.apache.kafka.common.config.provider.FileConfigProvider");
        assertThat(jar.isMultiRelease()).isTrue();
    }

    /**
     * What is bundled may be passed on only with its notices, and its list is what gets scanned.
     */
    @Test
    void saysWhatItBundlesAndUnderWhichLicences() throws IOException {
        assertThat(text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
        assertThat(text("META-INF/NOTICE"))
                .contains("MARS streaming", "Apache Flink", "Apache Avro", "Jackson");
        assertThat(text("NOTICE")).contains("Apache Kafka");
        assertThat(names)
                .contains(
                        "META-INF/licenses/LICENSE.zstd-jni",
                        "META-INF/licenses/LICENSE.zstd",
                        "META-INF/licenses/LICENSE.snappy",
                        "META-INF/licenses/LICENSE.lz4");
    }

    /** The list that gets scanned for what is known to be unsafe must be of this jar. */
    @Test
    void theSbomListsWhatIsBundled() throws IOException {
        File file = new File("target/sbom.json");
        assumeTrue(file.exists(), "the plugin that makes it does nothing in an offline build");
        JsonNode sbom = new ObjectMapper().readTree(file);
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("components"))
                .extracting(component -> component.path("name").asText())
                .containsExactlyInAnyOrder(
                        "avro",
                        "commons-lang3",
                        "commons-text",
                        "ejml-core",
                        "ejml-ddense",
                        "flink-connector-kafka",
                        "flink-sql-avro-confluent-registry",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jackson-datatype-jdk8",
                        "jackson-datatype-jsr310",
                        "kafka-clients",
                        "lz4-java",
                        "snappy-java",
                        "zstd-jni");
        assertThat(bundledWithTheRegistrysClient(sbom))
                .as("components of src/main/sbom, and those that Flink's jar says it bundles")
                .isEqualTo(toldByFlinksJar())
                .hasSizeGreaterThan(5);
    }

    private static Set<String> bundledWithTheRegistrysClient(JsonNode sbom) {
        Set<String> bundled = new TreeSet<>();
        for (JsonNode one : sbom.path("components")) {
            if (one.path("name").asText().equals("flink-sql-avro-confluent-registry")) {
                for (JsonNode inner : one.path("components")) {
                    bundled.add(
                            "%s:%s:%s"
                                    .formatted(
                                            inner.path("group").asText(),
                                            inner.path("name").asText(),
                                            inner.path("version").asText()));
                }
            }
        }
        return bundled;
    }

    /** Its notice lists them, a line each; the job jar leaves the codecs among them out. */
    private static Set<String> toldByFlinksJar() throws IOException {
        Set<String> told = new TreeSet<>();
        Path flinks =
                Stream.of(Files.readString(Path.of("target/classpath")).split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path -> path.toString().contains("avro-confluent-registry"))
                        .findFirst()
                        .orElseThrow();
        try (JarFile bundle = new JarFile(flinks.toFile());
                InputStream in = bundle.getInputStream(bundle.getEntry("META-INF/NOTICE"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("- [^ :]+:[^ :]+:[^ :]+"))
                    .map(line -> line.substring(2))
                    .filter(line -> !line.contains("zstd-jni") && !line.contains("snappy-java"))
                    .forEach(told::add);
        }
        return told;
    }
}
