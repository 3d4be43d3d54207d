// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import dev.mars.config.MarsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.FileUtils;

/**
 * A Kafka broker, a schema registry and a Flink cluster on this machine, each component a process
 * of its own.
 *
 * <p>None outlives this JVM, however it ends, unless {@link #detach} says so: {@link #close},
 * SIGTERM and SIGINT end them, and after a SIGKILL each notices by its {@link Tether}.
 */
public final class LocalStack implements AutoCloseable {
    private final LocalSettings settings;
    private final StackProgress progress;
    private final DirectoryLock lock;
    private final KafkaBroker kafka;
    private final SchemaRegistry registry;
    private final FlinkCluster flink;
    private final InspectorPage inspector;
    private final String classpath;
    private final Readiness readiness;
    private final Thread hook = new Thread(this::end, "stack-shutdown");
    private final List<StackProcess> processes = new ArrayList<>();
    private volatile boolean ended;
    private boolean keepLogs;

    /**
     * Starts everything and waits until all of it answers.
     *
     * @throws StackException if a port is in use, a stack is up in the directory, or other things
     *     are in it, or a component does not come up; nothing is left running then
     */
    public static LocalStack start(LocalSettings settings, StackProgress progress) {
        Installation installation = Installation.find();
        StackDirectory.requireStackOrNothing(settings.directory());
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        LocalStack stack;
        try {
            find(settings.directory()).filter(RunningStack::isAnyUp).ifPresent(LocalStack::refuse);
            stack = new LocalStack(settings, progress, installation, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            stack.startAll(installation);
            return stack;
        } catch (RuntimeException e) {
            stack.keepLogs();
            stack.close();
            throw e;
        }
    }

    /** The stack that was started in this directory and not stopped; its processes may be gone. */
    public static Optional<RunningStack> find(Path directory) {
        return RunningStack.read(directory.toAbsolutePath().normalize());
    }

    private LocalStack(
            LocalSettings settings,
            StackProgress progress,
            Installation installation,
            DirectoryLock lock) {
        this.settings = settings;
        this.progress = progress;
        this.lock = lock;
        StackPorts ports = StackPorts.choose(settings);
        this.kafka = new KafkaBroker(directory(), ports, settings.kafkaProperties());
        this.registry = new SchemaRegistry(directory(), ports.registry());
        this.flink = new FlinkCluster(settings, ports);
        this.inspector = new InspectorPage(directory(), ports.inspector());
        this.classpath = installation.classpath(settings.extraClasspath());
        this.readiness = new Readiness(directory(), progress, () -> ended);
    }

    private void startAll(Installation installation) {
        Runtime.getRuntime().addShutdownHook(hook);
        FileUtils.deleteDirectoryQuietly(directory().resolve("tmp").toFile());
        flink.writeConfiguration(installation.flinkTemplate());
        launch(n -> kafka.prepare(classpath));
        launch(n -> registry.prepare(installation.registryClasspath()));
        launch(n -> flink.jobManager(classpath));
        for (int i = 0; i < settings.taskManagers(); i++) {
            launchTaskManager();
        }
        readiness.await(processes());
    }

    private static void refuse(RunningStack up) {
        throw new StackException(
                "a local stack is up in "
                        + up.directory()
                        + " already; end it with `mars down`, or"
                        + " choose another directory with -Dmars.local.directory=DIR");
    }

    private StackProcess launchTaskManager() {
        long others = processes().stream().filter(p -> p.name().startsWith("taskmanager")).count();
        String name = "taskmanager-" + (others + 1);
        return launch(n -> flink.taskManager(classpath, name, n));
    }

    private synchronized StackProcess launch(Component.Launch launch) {
        checkNotEnded();
        StackProcess process = new StackProcess(launch, directory());
        processes.add(process);
        running().write();
        progress.starting(process.name());
        return process;
    }

    /** Starts one more TaskManager and waits until Flink has its slots. */
    public StackProcess startTaskManager() {
        StackProcess process = launchTaskManager();
        readiness.await(List.of(process));
        return process;
    }

    /**
     * Starts the page that shows what goes on here, and waits until it answers.
     *
     * @param options of MARS, such as the names of topics
     */
    public StackProcess startInspector(Configuration options) {
        Map<String, String> watched = new TreeMap<>(options.toMap());
        watched.put(MarsOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers());
        watched.put(MarsOptions.REGISTRY_URL.key(), registryUrl());
        StackProcess process = launch(n -> inspector.prepare(classpath, watched, flinkRest()));
        readiness.await(List.of(process));
        return process;
    }

    /**
     * Starts a process again, on its ports and with its data, and waits until it answers. One that
     * runs is killed first.
     */
    public void restart(StackProcess process) {
        process.kill();
        synchronized (this) {
            checkNotEnded();
            process.start();
            running().write();
        }
        progress.starting(process.name());
        readiness.await(List.of(process));
    }

    private void checkNotEnded() {
        if (ended) {
            throw new StackException("the local stack in " + directory() + " has been stopped");
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Base URL of the Confluent-compatible API. */
    public String registryUrl() {
        return registry.url();
    }

    /** Flink's REST API and web UI. */
    public URI flinkRest() {
        return flink.rest();
    }

    /** Flink's configuration here, with which a client submits jobs to this cluster. */
    public Configuration flinkConfiguration() {
        return flink.configuration();
    }

    public Path directory() {
        return settings.directory();
    }

    public synchronized List<StackProcess> processes() {
        return List.copyOf(processes);
    }

    /**
     * @throws IllegalArgumentException if the stack has no process of this name
     */
    public StackProcess process(String name) {
        return processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process " + name));
    }

    private RunningStack running() {
        return new RunningStack(
                directory(),
                bootstrapServers(),
                registryUrl(),
                flinkRest(),
                processes().stream().map(StackProcess::running).toList());
    }

    /**
     * Lets the processes outlive this JVM; {@link #find} finds them. Nothing can be started here
     * afterwards, and {@link #close} ends nothing.
     */
    public synchronized void detach() {
        checkNotEnded();
        processes.forEach(StackProcess::detach);
        processes.clear();
        ended = true;
        lock.close();
        removeHook();
    }

    /**
     * From now on {@link #close} leaves the processes' logs, whatever else it deletes: something
     * went wrong, and they tell what.
     *
     * @return false if the stack has ended already
     */
    public synchronized boolean keepLogs() {
        keepLogs = true;
        return !ended;
    }

    /**
     * Ends the processes, waits until they are gone: by SIGTERM, then SIGKILL; at once by SIGKILL
     * if the directory is deleted too.
     */
    @Override
    public void close() {
        end();
        removeHook();
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and finds this stack ended.
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        List<Ending> endings =
                processes.stream().map(p -> new Ending(p.name(), p.handle())).toList();
        if (settings.deleteOnClose()) {
            Ending.atOnce(endings, progress);
        } else {
            Ending.inOrder(endings, progress);
        }
        RunningStack.forget(directory());
        lock.close();
        if (settings.deleteOnClose()) {
            StackDirectory.delete(directory(), keepLogs);
        }
    }
}
