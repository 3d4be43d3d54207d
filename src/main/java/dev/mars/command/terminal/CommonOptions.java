// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import dev.mars.config.MarsOptions;
import dev.mars.config.OptionValues;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningStack;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command takes: options from a file and from the command line. */
public final class CommonOptions {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file of options, nested or as flat 'key: value' lines.")
    private File file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "Sets one option; wins over the file. May be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private Configuration configuration;

    /**
     * The options that are set, checked. While a local stack is up, its addresses are those of
     * Kafka and the registry unless set. From the first call on the command logs to a file.
     *
     * @throws ParameterException if an option is unknown or its value is not of its type
     */
    public Configuration configuration() {
        if (configuration == null) {
            try {
                configuration = OptionValues.read(file, values);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), e.getMessage());
            }
            logToFile(localDirectory().resolve("logs/mars.log"));
            LocalStack.find(localDirectory())
                    .filter(RunningStack::isAnyUp)
                    .ifPresent(this::connectTo);
        }
        return configuration;
    }

    /**
     * The options, with the Flink of a local stack that is up as the cluster, unless one is named.
     */
    public Configuration cluster() {
        Configuration cluster = new Configuration(configuration());
        if (!cluster.contains(RestOptions.ADDRESS)) {
            LocalStack.find(localDirectory())
                    .filter(RunningStack::runsJobs)
                    .map(RunningStack::flinkRest)
                    .ifPresent(
                            rest -> {
                                cluster.set(RestOptions.ADDRESS, rest.getHost());
                                cluster.set(RestOptions.PORT, rest.getPort());
                            });
        }
        return cluster;
    }

    /**
     * The same, for a command that cannot do without a cluster.
     *
     * @throws ParameterException if there is none
     */
    public Configuration requireCluster() {
        Configuration cluster = cluster();
        if (!cluster.contains(RestOptions.ADDRESS)) {
            throw new ParameterException(
                    command.commandLine(),
                    "no local stack is up in "
                            + localDirectory()
                            + " and rest.address is not set; start one with `mars up`, or name a"
                            + " session cluster with -Drest.address=HOST -Drest.port=PORT"
                            + " -Dpipeline.jars=file:///PATH/OF/THE/JOB.jar");
        }
        return cluster;
    }

    public Path localDirectory() {
        return LocalSettings.directory(configuration()).toAbsolutePath().normalize();
    }

    private void connectTo(RunningStack stack) {
        if (!configuration.contains(MarsOptions.BOOTSTRAP_SERVERS)) {
            configuration.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        }
        if (!configuration.contains(MarsOptions.REGISTRY_URL)) {
            configuration.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
        }
    }

    private static void logToFile(Path log) {
        System.setProperty("mars.log.file", log.toAbsolutePath().toString());
        Optional.ofNullable(CommonOptions.class.getResource("/mars-client-log4j2.properties"))
                .ifPresent(url -> Configurator.reconfigure(toUri(url.toString())));
    }

    private static URI toUri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
