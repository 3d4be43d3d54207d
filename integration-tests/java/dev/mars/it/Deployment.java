// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/**
 * The JobManager and the TaskManagers of docker/compose.yaml as plain processes, with the image's
 * files. Only addresses differ, since all share one machine's ports.
 */
final class Deployment implements AutoCloseable {
    private final FlinkImage image;
    private final int rest;
    private final int rpc;
    private final List<Integer> metricPorts = new ArrayList<>();
    private final List<FlinkProcess> processes = new ArrayList<>();

    /**
     * As the compose file starts them, in application mode.
     *
     * @param mars options of MARS, which win over the file's
     * @param more further arguments of the JobManager
     */
    static Deployment application(FlinkImage image, Configuration mars, List<String> more)
            throws IOException {
        List<String> jobManager = new ArrayList<>(new ComposeFile().command("jobmanager"));
        jobManager.addAll(more);
        // The job's own arguments stand behind those that Flink reads.
        return start(image, jobManager, List.of("--", "--config", options(image, mars)));
    }

    /** A cluster without a job. */
    static Deployment session(FlinkImage image) throws IOException {
        List<String> jobManager = new ArrayList<>(new ComposeFile().command("jobmanager"));
        jobManager.removeIf(word -> !word.startsWith("-D"));
        jobManager.add(0, "jobmanager");
        return start(image, jobManager, List.of());
    }

    private static Deployment start(FlinkImage image, List<String> jobManager, List<String> last)
            throws IOException {
        ComposeFile compose = new ComposeFile();
        int taskManagers = compose.replicas("taskmanager");
        List<Integer> ports = FreePort.take(taskManagers + 3);
        Deployment deployment = new Deployment(image, ports.get(0), ports.get(1));
        try {
            jobManager.add("-Drest.port=" + deployment.rest);
            deployment.launch("jobmanager", jobManager, ports.get(2), last);
            for (int i = 0; i < taskManagers; i++) {
                List<String> taskManager = new ArrayList<>(compose.command("taskmanager"));
                taskManager.add("-Dtaskmanager.host=localhost");
                deployment.launch(
                        "taskmanager-" + (i + 1), taskManager, ports.get(3 + i), List.of());
            }
            return deployment;
        } catch (IOException | RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    private Deployment(FlinkImage image, int rest, int rpc) {
        this.image = image;
        this.rest = rest;
        this.rpc = rpc;
    }

    /** A file of options for the job. */
    private static String options(FlinkImage image, Configuration mars) throws IOException {
        Map<String, String> options = new TreeMap<>(mars.toMap());
        options.keySet().removeIf(key -> !key.startsWith("mars."));
        Path file = image.directory("options").resolve("mars.yaml");
        new ObjectMapper(new YAMLFactory()).writeValue(file.toFile(), options);
        return file.toString();
    }

    private void launch(String name, List<String> command, int metrics, List<String> last)
            throws IOException {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(image.here(word)));
        words.add("-Djobmanager.rpc.address=localhost");
        words.add("-Djobmanager.rpc.port=" + rpc);
        words.add("-Dmetrics.reporter.prom.port=" + metrics);
        words.addAll(last);
        metricPorts.add(metrics);
        processes.add(FlinkProcess.start(image, name, words));
    }

    /** {@code flink run} of the image's job jar. */
    void run(Configuration mars, int parallelism) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("run", "--detached", "--target", "remote"));
        words.addAll(List.of("-Drest.address=localhost", "-Drest.port=" + rest));
        // Where checkpoints go is the job's, and so the client's, to say.
        new ComposeFile()
                .command("jobmanager").stream()
                        .filter(word -> word.startsWith("-Dexecution."))
                        .forEach(word -> words.add(image.here(word)));
        words.addAll(List.of("--parallelism", Integer.toString(parallelism)));
        words.add(image.here("/opt/flink/usrlib/mars-streaming-job.jar"));
        words.addAll(List.of("--config", options(image, mars)));
        FlinkProcess flink = FlinkProcess.flink(image, words);
        if (flink.awaitEnd() != 0) {
            throw new IllegalStateException("flink run failed: " + flink.story());
        }
    }

    /** Port of the JobManager's REST API. */
    int rest() {
        return rest;
    }

    /**
     * @throws IllegalStateException if a process has ended
     */
    void checkAlive() throws IOException {
        for (FlinkProcess process : processes) {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended: " + process.story());
            }
        }
    }

    /** What Prometheus would scrape, of all processes together. */
    String metrics() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int port : metricPorts) {
            URI uri = URI.create("http://localhost:" + port + "/metrics");
            try (InputStream in = uri.toURL().openStream()) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    /**
     * As {@code flink stop} does: asks for it, and how far it is until it is done.
     *
     * @return the savepoint
     */
    String stopWithSavepoint() throws IOException, InterruptedException {
        String job = "/jobs/" + runningJob();
        String trigger =
                answer(request(job + "/stop").POST(BodyPublishers.ofString("{\"drain\": false}")))
                        .path("request-id")
                        .asText();
        JsonNode stop =
                LiveJob.await()
                        .until(
                                () -> {
                                    checkAlive();
                                    return answer(request(job + "/savepoints/" + trigger));
                                },
                                now -> !now.at("/status/id").asText().equals("IN_PROGRESS"));
        String savepoint = stop.at("/operation/location").asText();
        if (savepoint.isEmpty()) {
            throw new IllegalStateException("no savepoint: " + stop);
        }
        return savepoint;
    }

    private String runningJob() throws IOException, InterruptedException {
        JsonNode jobs = answer(request("/jobs"));
        for (JsonNode job : jobs.path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                return job.path("id").asText();
            }
        }
        throw new IllegalStateException("no job is running: " + jobs);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + rest + path));
    }

    private static JsonNode answer(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(
                        HttpClient.newHttpClient()
                                .send(request.build(), BodyHandlers.ofString())
                                .body());
    }

    @Override
    public void close() {
        processes.forEach(FlinkProcess::end);
        for (FlinkProcess process : processes) {
            try {
                process.awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
