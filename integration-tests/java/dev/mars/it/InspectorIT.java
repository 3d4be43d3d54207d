// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.command.job.Jobs;
import dev.mars.dataset.Item;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.inspector.Inspector;
import dev.mars.inspector.InspectorSettings;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The inspector beside a live job, from before there is anything to see. If one of these fails, a
 * person sees something else than the topics hold.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectorIT {
    private static final SimulatorSettings WORLD =
            SimulatorSettings.DEFAULT.withSeed(7).withSize(250, 200, 5_000).withBirths(0);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Scenario scenario;
    private Inspector inspector;
    private Inspector discreet;
    private JobClient job;
    private Map<String, AugmentedSequence> latest;
    private Map<String, String> titles;

    @BeforeAll
    void run() throws Exception {
        scenario =
                Scenario.create(
                        Stack.shared(),
                        "inspected",
                        Map.of(
                                "mars.profile.low", "4",
                                "mars.profile.high", "8",
                                "mars.output.donor-ids", "true",
                                "mars.job.parallelism", "2",
                                "mars.topic.partitions", "2"));
        InspectorSettings settings = InspectorSettings.from(scenario.configuration()).withPort(0);
        discreet = Inspector.start(settings);
        inspector = Inspector.start(settings.withDonors());
        await("/api/rates", rates -> rates.path("written").path("outputs").asLong(-1) == 0);
        assertThat(get("/api/users").path("matches").asInt()).isZero();
        assertThat(get("/api/space").path("model").isNull()).isTrue();

        Set<String> due = new HashSet<>();
        try (Simulator world = new Simulator(WORLD)) {
            scenario.load(world);
            titles = new HashMap<>();
            world.items().forEach(item -> titles.put(item.itemId(), title(item)));
            // One output for each user and time.
            world.interactions().forEach(act -> due.add(act.userId() + "@" + act.eventTime()));
        }
        scenario.train();
        job = Jobs.submit(scenario.configuration(), false);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(scenario.topics().names(), registry);
            long time = WORLD.start();
            scenario.send(
                    List.of(records.behavior(new Behavior("u", "i", HOSTILE, time, null), time)));
        }
        await("/api/dead-letters", letters -> letters.path("letters").size() == 1);
        // Every behaviour is before the heartbeats that the loader ends with.
        Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .until(scenario::answered, answered -> answered == due.size());
        List<AugmentedSequence> outputs = scenario.sequences();
        latest = latest(outputs);
        for (Inspector one : List.of(inspector, discreet)) {
            await(one, "/api/state", state -> outputsRead(state) == outputs.size());
        }
        await(
                "/api/rates",
                rates -> rates.path("written").path("outputs").asLong() == outputs.size());
    }

    private long outputsRead(JsonNode state) {
        for (JsonNode topic : state.path("reading")) {
            if (topic.path("topic").asText().equals(scenario.topics().names().output())) {
                return topic.path("read").asLong();
            }
        }
        return -1;
    }

    @AfterAll
    void end() throws Exception {
        if (inspector != null) {
            inspector.close();
        }
        if (discreet != null) {
            discreet.close();
        }
        if (job != null) {
            job.cancel().get();
        }
    }

    @Test
    void aUserIsFoundAndShownAsTheLastOutputHasThem() throws Exception {
        AugmentedSequence expected =
                latest.values().stream()
                        .filter(s -> s.getStatus() == AugmentationStatus.AUGMENTED)
                        .findFirst()
                        .orElseThrow();
        String id = expected.getUserId();
        JsonNode found = get("/api/users?status=AUGMENTED&q=" + id.substring(1));
        assertThat(found.path("users").findValuesAsText("userId")).contains(id);

        JsonNode user = get("/api/user?id=" + id);
        assertThat(user.path("tier").asText()).isEqualTo(expected.getTier().name());
        assertThat(user.path("activity").asDouble()).isEqualTo(expected.getActivity());
        assertThat(user.path("asOf").asLong()).isEqualTo(expected.getAsOf());
        assertThat(user.path("own")).hasSize(expected.getOwn().size());
        JsonNode newest = user.path("own").get(0);
        var last = expected.getOwn().get(expected.getOwn().size() - 1);
        assertThat(newest.path("itemId").asText()).isEqualTo(last.getItemId());
        assertThat(newest.path("title").asText()).isEqualTo(titles.get(last.getItemId()));
        assertThat(user.path("augmented")).hasSize(expected.getAugmented().size());
        JsonNode best = user.path("augmented").get(0);
        assertThat(best.path("score").asDouble())
                .isEqualTo(expected.getAugmented().get(0).getScore());
        assertThat(best.path("title").asText())
                .isEqualTo(titles.get(expected.getAugmented().get(0).getItemId()))
                .isNotEqualTo(best.path("itemId").asText());
        assertThat(user.path("donors").findValuesAsText("userId"))
                .isEqualTo(expected.getDonors())
                .isNotEmpty();
    }

    /** The first fifty by id, whatever became of them. */
    @Test
    void usersAreAtTheirLatest() throws Exception {
        for (AugmentedSequence expected :
                new TreeMap<>(latest).values().stream().limit(50).toList()) {
            JsonNode user = get("/api/user?id=" + expected.getUserId());
            assertThat(user.path("asOf").asLong())
                    .as(expected.getUserId())
                    .isEqualTo(expected.getAsOf());
        }
    }

    /** Whoever did not ask for them does not get them, whatever the outputs carry. */
    @Test
    void donorsAreHiddenUnlessAskedFor() throws Exception {
        AugmentedSequence one =
                latest.values().stream()
                        .filter(s -> s.getDonorsUsed() > 0)
                        .findFirst()
                        .orElseThrow();
        JsonNode user = get(discreet, "/api/user?id=" + one.getUserId());
        assertThat(user.path("donorsUsed").asInt()).isPositive();
        assertThat(user.path("donors").path("users")).isEmpty();
        assertThat(user.path("donors").path("shown").asBoolean()).isFalse();
    }

    @Test
    void whoIsNotKnownIsNotFound() throws Exception {
        String id = URLEncoder.encode("nobody&" + HOSTILE, StandardCharsets.UTF_8);
        HttpURLConnection answer = open(inspector, "/api/user?id=" + id);
        assertThat(answer.getResponseCode()).isEqualTo(404);
        String problem = JSON.readTree(answer.getErrorStream()).path("problem").asText();
        assertThat(problem).contains("'nobody&" + HOSTILE + "'", "500,000");
        assertThat(open(inspector, "/api/users?status=GREAT").getResponseCode()).isEqualTo(400);
    }

    @Test
    void aDeadLetterSaysWhy() throws Exception {
        JsonNode letters = get("/api/dead-letters");
        assertThat(letters.path("byReason").path("UNKNOWN_ACTION").asInt()).isEqualTo(1);
        JsonNode letter = letters.path("letters").get(0);
        assertThat(letter.path("message").asText()).contains(HOSTILE, "mars.actions");
        assertThat(letter.path("key").asText()).isEqualTo("u");
        assertThat(letter.path("topic").asText()).isEqualTo("inspected-user-behavior");
    }

    @Test
    void ratesTellHowTheTopicsGrew() throws Exception {
        JsonNode rates = get("/api/rates");
        assertThat(rates.path("written").path("outputs").asLong())
                .isEqualTo(scenario.outputs().size());
        double behaviors = 0;
        double outputs = 0;
        for (JsonNode point : rates.path("points")) {
            behaviors = Math.max(behaviors, point.path("behaviors").asDouble());
            outputs = Math.max(outputs, point.path("outputs").asDouble());
        }
        assertThat(behaviors).isPositive();
        assertThat(outputs).isPositive();
    }

    /** Flink fetches its TaskManagers' metrics only so often. */
    @Test
    void theRunningJobsIndexIsSeen() throws Exception {
        JsonNode state = await("/api/job", job -> gauge(job, "donors") > 0);
        assertThat(state.path("id").asText()).isEqualTo(job.getJobID().toString());
        assertThat(gauge(state, "heldItems")).isPositive();
        assertThat(gauge(state, "modelVersion")).isEqualTo(1);
        assertThat(gauge(state, "indexAgeMs")).isGreaterThanOrEqualTo(0);
        JsonNode sampled = await("/api/job", job -> gauge(job, "itemRecall") >= 0);
        assertThat(gauge(sampled, "itemRecall")).isBetween(0.5, 1.0);
    }

    private static double gauge(JsonNode job, String name) {
        for (JsonNode gauge : job.path("gauges")) {
            if (gauge.path("name").asText().equals(name)) {
                return gauge.path("max").asDouble(-1);
            }
        }
        return -1;
    }

    @Test
    void theNewestModelsSpaceIsDrawn() throws Exception {
        JsonNode space = await("/api/space", plots -> plots.path("views").size() == 2);
        assertThat(space.path("model").path("version").asInt()).isEqualTo(1);
        JsonNode points = space.path("views").get(1).path("points");
        assertThat(points.size()).isBetween(100, 200);
        for (JsonNode point : points) {
            assertThat(point.path("textX").asDouble()).isBetween(-1.0, 1.0);
            assertThat(point.path("title").asText())
                    .isEqualTo(titles.get(point.path("itemId").asText()));
        }
    }

    /** A page elsewhere whose name was made to point here. */
    @Test
    void anotherHostsNameIsRefused() throws Exception {
        URI uri = inspector.uri();
        try (Socket socket = new Socket("127.0.0.1", uri.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /api/users HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("userId");
        }
    }

    private static Map<String, AugmentedSequence> latest(List<AugmentedSequence> all) {
        Map<String, AugmentedSequence> latest = new HashMap<>();
        for (AugmentedSequence sequence : all) {
            latest.merge(
                    sequence.getUserId(),
                    sequence,
                    (one, other) -> other.getAsOf() >= one.getAsOf() ? other : one);
        }
        return latest;
    }

    /** As it is shown: an item without one goes by its id. */
    private static String title(Item item) {
        return item.title() == null ? item.itemId() : item.title();
    }

    private JsonNode await(String path, Predicate<JsonNode> condition) {
        return await(inspector, path, condition);
    }

    private static JsonNode await(Inspector inspector, String path, Predicate<JsonNode> condition) {
        return LiveJob.await().until(() -> get(inspector, path), condition);
    }

    private JsonNode get(String path) throws Exception {
        return get(inspector, path);
    }

    private static JsonNode get(Inspector inspector, String path) throws Exception {
        return JSON.readTree(open(inspector, path).getInputStream());
    }

    private static HttpURLConnection open(Inspector inspector, String path) throws Exception {
        return (HttpURLConnection) URI.create(inspector.uri() + path).toURL().openConnection();
    }
}
