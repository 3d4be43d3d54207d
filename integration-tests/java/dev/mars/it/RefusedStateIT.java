// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mars.command.job.Jobs;
import dev.mars.topic.Behavior;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * From what a job must not go on. If this fails, an operator who does it by mistake sees a healthy
 * job whose outputs no replay gives, or one that restarts for ever and does not say why.
 */
class RefusedStateIT {
    private static final int BEHAVIORS = 40;

    private final List<JobClient> jobs = new ArrayList<>();
    private Scenario scenario;

    /** If it fails, it must not leave jobs in the slots that others need. */
    @AfterEach
    void cancelWhatIsLeft() throws Exception {
        for (JobClient job : jobs) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get();
            }
        }
    }

    @Test
    void aJobFailsAtOnceAndSaysWhatIsWrongWithItsState() throws Exception {
        fill();
        JobClient first = submit(null, Map.of());
        LiveJob.await().until(() -> scenario.answered() >= BEHAVIORS);
        String stopped = stop(first, false);

        assertThat(failure(submit(stopped, Map.of("mars.epoch", "2 h"))))
                .contains("mars.epoch is 7200000 ms")
                .contains("was written with 3600000 ms");

        String drained = stop(running(stopped), true);
        assertThat(failure(submit(drained, Map.of()))).contains("of a job that was drained");

        JobClient grown = running(stopped);
        String topic = scenario.topics().names().behavior();
        try (Admin admin = Admin.create(scenario.topics().clientProperties())) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
        }
        assertThat(failure(grown)).contains("topic " + topic + " has a partition ");
        assertThat(failure(submit(stopped, Map.of())))
                .contains("topic " + topic + " has 4 partitions")
                .contains("was written with 2");
    }

    private void fill() throws Exception {
        Map<String, String> options = new HashMap<>(SmallWorld.OPTIONS);
        options.put("mars.job.checkpoint-interval", "500 ms");
        options.put("mars.kafka.properties.partition.discovery.interval.ms", "500");
        scenario = Scenario.create(Stack.shared(), "refused-state", options);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            TopicNames names = scenario.topics().names();
            InputRecords records = InputRecords.of(names, registry);
            Heartbeat heartbeat = Heartbeat.of(names, registry);
            List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(SmallWorld.items(records));
            for (int i = 0; i < BEHAVIORS; i++) {
                long time = SmallWorld.START + i;
                all.add(records.behavior(new Behavior("u" + i, "i1", "click", time, null), time));
            }
            for (int partition = 0; partition < 2; partition++) {
                long after = SmallWorld.START + SmallWorld.DAY;
                all.add(heartbeat.behavior(names.behavior(), partition, after));
                all.add(heartbeat.item(names.item(), partition, after));
            }
            scenario.send(all);
        }
        scenario.train();
    }

    private JobClient submit(String from, Map<String, String> options) throws Exception {
        Configuration configuration = new Configuration(scenario.configuration());
        options.forEach(configuration::setString);
        if (from != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
        }
        JobClient job = Jobs.submit(configuration, false);
        jobs.add(job);
        return job;
    }

    /** One that has gone on from a state, and taken a checkpoint since. */
    private JobClient running(String from) throws Exception {
        JobClient job = submit(from, Map.of());
        LiveJob.await()
                .until(
                        () ->
                                LiveJob.rest(Stack.shared(), job, "/checkpoints")
                                                .at("/counts/completed")
                                                .asInt()
                                        > 0);
        return job;
    }

    private static String stop(JobClient job, boolean drain) throws Exception {
        String path = job.stopWithSavepoint(drain, null, SavepointFormatType.CANONICAL).get();
        LiveJob.await().until(() -> job.getJobStatus().get() == JobStatus.FINISHED);
        return path;
    }

    /** Why it has failed for good: one that restarts is waited for in vain. */
    private static String failure(JobClient job) {
        Throwable why = catchThrowable(() -> job.getJobExecutionResult().get(2, TimeUnit.MINUTES));
        return ExceptionUtils.stringifyException(why);
    }
}
