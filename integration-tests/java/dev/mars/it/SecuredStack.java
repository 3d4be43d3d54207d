// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.command.job.Role;
import dev.mars.config.MarsOptions;
import dev.mars.local.LocalStack;
import dev.mars.topic.Grant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.awaitility.Awaitility;

/**
 * A stack whose broker lets nobody in but by SASL_SSL, and allows them nothing that was not
 * granted; and whose registry stands behind a proxy that demands TLS and a password. The plain
 * listener is left to the stack itself, and to whoever grants. Every secret is in one file.
 */
final class SecuredStack implements AutoCloseable {
    /** A user whose password file has a wrong password. */
    static final String STRANGER = "stranger";

    /** Whom the broker knows by a certificate alone. */
    static final String CERTIFIED = "CN=certified";

    private static final String STORE = "store";
    private static final String REGISTRY = "registry";

    private final Map<String, String> secrets = new TreeMap<>();
    private final Path directory;
    private final Path file;
    private final LocalStack stack;
    private final int port;
    private final int certifiedPort;
    private final RegistryProxy proxy;
    private final Admin admin;

    /**
     * @param directory empty; for keys and secrets
     * @param users that the broker knows
     */
    SecuredStack(Path directory, List<String> users) throws Exception {
        this.directory = directory;
        List<Integer> ports = FreePort.take(2);
        port = ports.get(0);
        certifiedPort = ports.get(1);
        file = directory.resolve("secrets.properties");
        users.forEach(user -> secrets.put(user, UUID.randomUUID().toString()));
        secrets.put(STRANGER, UUID.randomUUID().toString());
        secrets.put(STORE, UUID.randomUUID().toString());
        secrets.put(REGISTRY, "mars:" + UUID.randomUUID());
        writeSecrets();
        writeKeys();
        stack = Stack.start("secured", broker(users));
        proxy =
                new RegistryProxy(
                        stack.registryUrl(),
                        store("broker"),
                        secrets.get(STORE).toCharArray(),
                        secrets.get(REGISTRY));
        admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
    }

    LocalStack stack() {
        return stack;
    }

    /** The texts that may stand nowhere. */
    Collection<String> secrets() {
        return secrets.values().stream().map(secret -> secret.replace("mars:", "")).toList();
    }

    /** What a user of the stack sets. */
    Configuration options(String user) {
        Configuration options = stack.flinkConfiguration();
        options.set(MarsOptions.BOOTSTRAP_SERVERS, "localhost:" + port);
        options.set(MarsOptions.REGISTRY_URL, proxy.url());
        Map<String, String> kafka = new TreeMap<>();
        kafka.put("security.protocol", "SASL_SSL");
        kafka.put("sasl.mechanism", "PLAIN");
        kafka.put(
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(PlainLoginModule.class.getName(), user, reference(user)));
        kafka.put("ssl.truststore.location", store("trust").toString());
        kafka.put("ssl.truststore.password", reference(STORE));
        Map<String, String> registry =
                Map.of(
                        "schema.registry.ssl.truststore.location",
                        store("trust").toString(),
                        "schema.registry.ssl.truststore.password",
                        reference(STORE),
                        "basic.auth.credentials.source",
                        "USER_INFO",
                        "basic.auth.user.info",
                        reference(REGISTRY));
        kafka.forEach((k, v) -> options.setString("mars.kafka.properties." + k, v));
        registry.forEach((k, v) -> options.setString("mars.registry.properties." + k, v));
        return options;
    }

    /** What somebody sets who has a certificate, and secrets as Kubernetes mounts them. */
    Configuration certified() throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("mounted"));
        Files.writeString(mounted.resolve(STORE), secrets.get(STORE));
        String secret = "${directory:" + mounted + ":" + STORE + "}";
        Configuration options = options(STRANGER);
        options.removeKey("mars.kafka.properties.sasl.mechanism");
        options.removeKey("mars.kafka.properties.sasl.jaas.config");
        options.set(MarsOptions.BOOTSTRAP_SERVERS, "localhost:" + certifiedPort);
        Map<String, String> kafka =
                Map.of(
                        "security.protocol",
                        "SSL",
                        "ssl.keystore.location",
                        store("certified").toString(),
                        "ssl.keystore.password",
                        secret,
                        "ssl.truststore.password",
                        secret);
        kafka.forEach((k, v) -> options.setString("mars.kafka.properties." + k, v));
        return options;
    }

    /** What a user sets whose process has the secrets in its {@link #environment}. */
    Configuration fromEnvironment(String user) {
        Configuration options = new Configuration();
        options(user)
                .toMap()
                .forEach(
                        (option, value) ->
                                options.setString(option, value.replace(inFile(), "${env:")));
        return options;
    }

    Map<String, String> environment() {
        return secrets;
    }

    void grant(String user, Role role) throws Exception {
        List<AclBinding> acls =
                role.grants(new Configuration()).stream()
                        .map(grant -> grant.binding("User:" + user))
                        .toList();
        admin.createAcls(acls).all().get();
        acls.forEach(acl -> awaitAcl(acl, true));
    }

    void grant(String user, Grant grant) throws Exception {
        AclBinding acl = grant.binding("User:" + user);
        admin.createAcls(List.of(acl)).all().get();
        awaitAcl(acl, true);
    }

    void revoke(String user, Grant grant) throws Exception {
        AclBinding acl = grant.binding("User:" + user);
        admin.deleteAcls(List.of(acl.toFilter())).all().get();
        awaitAcl(acl, false);
    }

    /** The controller has taken it; the broker follows in a moment. */
    private void awaitAcl(AclBinding acl, boolean there) {
        Awaitility.await()
                .until(
                        () ->
                                admin.describeAcls(AclBindingFilter.ANY)
                                                .values()
                                                .get()
                                                .contains(acl)
                                        == there);
    }

    private Map<String, String> broker(List<String> users) {
        Map<String, String> broker = new HashMap<>();
        String listeners = "SASL_SSL://%1$s:" + port + ",SSL://%1$s:" + certifiedPort;
        broker.put("listeners", listeners.formatted("127.0.0.1"));
        broker.put("advertised.listeners", listeners.formatted("localhost"));
        broker.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,SSL:SSL");
        broker.put("listener.name.ssl.ssl.client.auth", "required");
        broker.put("ssl.truststore.location", store("trust").toString());
        broker.put("ssl.truststore.password", reference(STORE));
        broker.put("authorizer.class.name", StandardAuthorizer.class.getName());
        broker.put("super.users", "User:ANONYMOUS");
        broker.put("allow.everyone.if.no.acl.found", "false");
        broker.put("sasl.enabled.mechanisms", "PLAIN");
        broker.put(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                users.stream()
                        .map(user -> "user_%s=\"%s\"".formatted(user, reference(user)))
                        .collect(
                                Collectors.joining(
                                        " ",
                                        PlainLoginModule.class.getName() + " required ",
                                        ";")));
        broker.put("ssl.keystore.location", store("broker").toString());
        broker.put("ssl.keystore.password", reference(STORE));
        broker.put("ssl.key.password", reference(STORE));
        broker.put("config.providers", "file");
        broker.put("config.providers.file.class", FileConfigProvider.class.getName());
        Map<String, String> options = new HashMap<>();
        broker.forEach((name, value) -> options.put("mars.local.kafka.properties." + name, value));
        return options;
    }

    private String reference(String key) {
        return inFile() + key + "}";
    }

    private String inFile() {
        return "${file:" + file + ":";
    }

    private Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private void writeSecrets() throws IOException {
        Properties properties = new Properties();
        properties.putAll(secrets);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    /** Self-signed keys for broker and proxy, and for a client, and a store that trusts both. */
    private void writeKeys() throws Exception {
        char[] password = secrets.get(STORE).toCharArray();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String name : List.of("broker", "certified")) {
            writeKey(name, name.equals("broker") ? "CN=localhost" : CERTIFIED);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store(name))) {
                keys.load(in, password);
            }
            trust.setCertificateEntry(name, keys.getCertificate(name));
        }
        try (OutputStream out = Files.newOutputStream(store("trust"))) {
            trust.store(out, password);
        }
    }

    private void writeKey(String name, String subject) throws Exception {
        ProcessBuilder keytool =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        subject,
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store(name).toString(),
                        "-storepass:env",
                        "STORE_PASSWORD");
        keytool.environment().put("STORE_PASSWORD", secrets.get(STORE));
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }

    @Override
    public void close() {
        admin.close();
        proxy.close();
        stack.close();
    }
}
