// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets in options. If one of these fails, a password may stand in a job graph or on a web page,
 * or somebody is told that a password is wrong when it was never read.
 */
class SecretsTest {
    private static final String SECRET = "hunter2";

    /** Public by their nature, though Kafka declares them as passwords. */
    private static final Set<String> PUBLIC =
            Set.of("ssl.keystore.certificate.chain", "ssl.truststore.certificates");

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mars.kafka.properties.ssl.keystore.password",
                "mars.kafka.properties.ssl.truststore.password",
                "mars.kafka.properties.ssl.keystore.key",
                "mars.registry.properties.basic.auth.user.info",
                "mars.registry.properties.schema.registry.basic.auth.user.info",
                "mars.registry.properties.bearer.auth.token",
                "mars.registry.properties.bearer.auth.client.secret",
                "mars.registry.properties.schema.registry.ssl.key.password"
            })
    void aSecretInTheOpenIsRefusedAndNotShown(String key) {
        assertThatThrownBy(() -> settings(Map.of(key, SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("${file:/path/to.properties:key}")
                .hasMessageNotContaining(SECRET);
        settings(Map.of(key, "${env:HOME}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PlainLoginModule required username=\"me\" password=\"hunter2\";",
                "PlainLoginModule required username=\"${env:HOME}\" password='hunter2';",
                "PlainLoginModule required password = hunter2 username=\"me\";",
                "OAuthBearerLoginModule required clientId=\"me\" clientSecret=\"hunter2\";"
            })
    void aPasswordInJaasIsRefusedAndNotShown(String jaas) {
        String key = "mars.kafka.properties.sasl.jaas.config";
        assertThatThrownBy(() -> settings(Map.of(key, jaas)))
                .hasMessageContaining(key)
                .hasMessageContaining("=\"${file:/path/to.properties:key}\"")
                .hasMessageNotContaining(SECRET);
        settings(Map.of(key, jaas.replace(SECRET, "${env:HOME}")));
    }

    /** Kerberos has its secret in a file already, and names none. */
    @Test
    void whatIsNoSecretPasses() {
        settings(
                Map.of(
                        "mars.kafka.properties.sasl.jaas.config",
                        "Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"/k\";",
                        "mars.kafka.properties.sasl.oauthbearer.token.endpoint.url",
                        "https://idp/token",
                        "mars.registry.properties.basic.auth.credentials.source",
                        "USER_INFO"));
    }

    /** What a newer Kafka declares as a password must be refused too. */
    @Test
    void everyPasswordOfKafkasClientsIsKnown() {
        Set<String> passwords = new TreeSet<>();
        for (ConfigDef def :
                new ConfigDef[] {
                    AdminClientConfig.configDef(),
                    ConsumerConfig.configDef(),
                    ProducerConfig.configDef()
                }) {
            def.configKeys().values().stream()
                    .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                    .forEach(key -> passwords.add(key.name));
        }
        passwords.removeAll(PUBLIC);
        assertThat(passwords).contains("ssl.key.password");
        for (String name : passwords) {
            String value = name.equals("sasl.jaas.config") ? "x required password=\"y\";" : "y";
            assertThatThrownBy(() -> settings(Map.of("mars.kafka.properties." + name, value)))
                    .as(name)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aPasswordInTheRegistrysUrlIsRefusedAndNotShown() {
        for (String url : new String[] {"https://me:hunter2@r/", "http://r/,https://hunter2@r2/"}) {
            assertThatThrownBy(() -> settings(Map.of("mars.registry.url", url)))
                    .hasMessageContaining("mars.registry.url")
                    .hasMessageContaining("basic.auth.user.info")
                    .hasMessageNotContaining(SECRET);
        }
        settings(Map.of("mars.registry.url", "https://r/a@b"));
    }

    /** The client itself reads the file; what is serialized with a job has the reference alone. */
    @Test
    void kafkasClientsLookReferencesUp() throws Exception {
        String reference = "${file:" + secrets() + ":pw}";
        TopicSettings settings =
                settings(
                        Map.of(
                                "mars.kafka.properties.ssl.key.password",
                                reference,
                                "mars.kafka.properties.sasl.jaas.config",
                                "x required password=\"" + reference + "\";"));
        assertThat(settings.toString()).contains(reference).doesNotContain(SECRET);
        assertThat(settings.consumer("g")).containsEntry("ssl.key.password", reference);
        assertThat(settings.consumer("g").toString()).doesNotContain(SECRET);
        var client = new ConsumerConfig(settings.consumer("g"));
        assertThat(client.getPassword("ssl.key.password")).isEqualTo(new Password(SECRET));
        assertThat(client.getPassword("sasl.jaas.config").value())
                .isEqualTo("x required password=\"hunter2\";");
    }

    @Test
    void referencesAreResolvedFromFilesDirectoriesAndTheEnvironment() throws Exception {
        Files.writeString(directory.resolve("token"), "t");
        Map<String, String> properties = new TreeMap<>();
        properties.put("a", "me:${file:" + secrets() + ":pw}");
        properties.put("b", "${directory:" + directory + ":token}");
        properties.put("c", "${env:HOME}");
        properties.put("d", "plain");
        assertThat(SecretReferences.resolved("o", properties))
                .isEqualTo(
                        Map.of(
                                "a",
                                "me:hunter2",
                                "b",
                                "t",
                                "c",
                                System.getenv("HOME"),
                                "d",
                                "plain"));
    }

    /** Kafka would send the reference itself as the password. */
    @Test
    void aReferenceThatLeadsNowhereIsNamed() throws Exception {
        for (String reference :
                new String[] {
                    "${file:" + secrets() + ":other}",
                    "${file:/no/such/file:pw}",
                    "${directory:" + directory + ":other}",
                    "${env:NO_SUCH_VARIABLE}",
                    "${vault:path:key}"
                }) {
            String key = "mars.kafka.properties.ssl.key.password";
            TopicSettings settings = settings(Map.of(key, reference));
            assertThatThrownBy(settings::clientProperties)
                    .hasMessageContaining(key)
                    .hasMessageContaining(reference);
            assertThatThrownBy(() -> new SchemaRegistry("http://r", Map.of("x.secret", reference)))
                    .hasMessageContaining("mars.registry.properties.x.secret")
                    .hasMessageContaining(reference);
        }
    }

    /** A company's own vault takes the place of ours. */
    @Test
    void providersOfTheUsersAreKept() throws Exception {
        String provider = "org.apache.kafka.common.config.provider.FileConfigProvider";
        TopicSettings settings =
                settings(
                        Map.of(
                                "mars.kafka.properties.config.providers",
                                "vault",
                                "mars.kafka.properties.config.providers.vault.class",
                                provider,
                                "mars.kafka.properties.ssl.key.password",
                                "${vault:" + secrets() + ":pw}"));
        var client = new ConsumerConfig(settings.consumer("g"));
        assertThat(client.getPassword("ssl.key.password")).isEqualTo(new Password(SECRET));
        assertThat(settings.clientProperties()).containsEntry("config.providers", "vault");
    }

    private Path secrets() throws Exception {
        return Files.writeString(directory.resolve("secrets.properties"), "pw=" + SECRET);
    }

    private static TopicSettings settings(Map<String, String> options) {
        return TopicSettings.from(Configuration.fromMap(options));
    }
}
