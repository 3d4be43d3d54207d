// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A stack that some JVM started, as its stack.json tells. The file is there from the first process
 * until the stack is stopped in order, so that leftovers can always be found.
 *
 * @param processes in the order in which they were started
 */
public record RunningStack(
        Path directory,
        String bootstrapServers,
        String registryUrl,
        URI flinkRest,
        List<RunningProcess> processes) {
    static final String FILE = "stack.json";

    /** Becomes {@link #FILE} once it is whole. */
    static final String NEXT = "stack.json.next";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public RunningStack {
        processes = List.copyOf(processes);
    }

    /**
     * @throws StackException if the directory's stack.json is none
     */
    static Optional<RunningStack> read(Path directory) {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunningStack.class));
        } catch (IOException e) {
            throw new StackException(
                    file
                            + " cannot be read ("
                            + e.getMessage()
                            + "): it should list the processes of"
                            + " a local stack; see that none runs, then delete it",
                    e);
        }
    }

    void write() {
        try {
            Path next = directory.resolve(NEXT);
            JSON.writeValue(next.toFile(), this);
            Files.move(next, file(directory), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("cannot write " + file(directory) + ": " + e.getMessage(), e);
        }
    }

    /** The page that shows what goes on here; empty if none was started. */
    @JsonIgnore
    public Optional<URI> inspector() {
        return processes.stream()
                .filter(process -> process.name().equals(InspectorPage.NAME))
                .map(process -> InspectorPage.at(process.port()))
                .findFirst();
    }

    /** Whether all of its processes run. */
    @JsonIgnore
    public boolean isUp() {
        return processes.stream().allMatch(RunningProcess::isAlive);
    }

    /** Whether all run that a job needs. The page that shows what goes on may be gone. */
    @JsonIgnore
    public boolean runsJobs() {
        return processes.stream()
                .filter(process -> !process.name().equals(InspectorPage.NAME))
                .allMatch(RunningProcess::isAlive);
    }

    /** Whether any of its processes runs. */
    @JsonIgnore
    public boolean isAnyUp() {
        return processes.stream().anyMatch(RunningProcess::isAlive);
    }

    /** Ends what still runs, waits for it, and forgets the stack. Data stays. */
    public void stop(StackProgress progress) {
        Ending.inOrder(
                processes.stream()
                        .flatMap(p -> p.handle().map(h -> new Ending(p.name(), h)).stream())
                        .toList(),
                progress);
        forget(directory);
    }

    static void forget(Path directory) {
        try {
            Files.deleteIfExists(file(directory));
        } catch (IOException e) {
            throw new StackException("cannot delete " + file(directory) + ": " + e.getMessage(), e);
        }
    }

    private static Path file(Path directory) {
        return directory.resolve(FILE);
    }
}
