// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.TrainingSettings;
import dev.mars.command.job.CancelOnExit;
import dev.mars.command.job.Jobs;
import dev.mars.command.job.Role;
import dev.mars.command.terminal.Progress;
import dev.mars.config.MarsOptions;
import dev.mars.stream.TrainingJob;
import dev.mars.stream.TrainingNews;
import dev.mars.stream.TrainingPlan;
import dev.mars.stream.TrainingResult;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs the training job on the cluster that the configuration names, or in this process if it names
 * none, and shows how far it is.
 */
public final class Training {
    private final TopicSettings topics;
    private final Configuration config;

    /** What to train. */
    public enum Kind {
        /** An alignment for the base that is in use, or for a new one if there is none. */
        ALIGNMENT,
        /** A base and its first alignment. */
        BASE,
        /** Variants of the training, to be compared. */
        ABLATION
    }

    public Training(TopicSettings topics, Configuration config) {
        this.topics = topics;
        this.config = config;
    }

    /**
     * @param force publish even a model that the gate refuses
     * @throws IllegalArgumentException if there is nothing to train on, or not enough
     */
    public TrainingResult run(Kind kind, boolean force, Progress progress) throws Exception {
        int partitions = partitions(kind);
        Base base = kind == Kind.BASE ? null : base();
        Integer dimensions = base == null ? null : checked(base).dimensions();
        TrainingSettings settings = TrainingOptions.settings(config, dimensions, force);
        StreamExecutionEnvironment env = environment();
        try (CloseableIterator<TrainingNews> news =
                        new TrainingJob(
                                        new TrainingPlan(
                                                topics,
                                                settings,
                                                config,
                                                base,
                                                kind == Kind.ABLATION))
                                .build(env, partitions)
                                .collectAsync();
                StepBars bars = new StepBars(progress)) {
            JobClient job = env.executeAsync("MARS training");
            return result(job, news, bars);
        }
    }

    private static TrainingResult result(
            JobClient job, CloseableIterator<TrainingNews> news, StepBars bars) throws Exception {
        try (CancelOnExit ignored = new CancelOnExit(job)) {
            while (news.hasNext()) {
                TrainingNews next = news.next();
                if (next.failure != null) {
                    throw new IllegalArgumentException(next.failure);
                }
                if (next.result != null) {
                    return new ObjectMapper().readValue(next.result, TrainingResult.class);
                }
                bars.step(next.step, next.done, next.total);
            }
            throw new IllegalStateException("the training job ended without a result");
        }
    }

    /**
     * Trains an alignment, or the first base, and gives the published model.
     *
     * @throws IllegalStateException if the gate refused it
     */
    public AlignmentModel train(Progress progress) throws Exception {
        TrainingResult result = run(Kind.ALIGNMENT, false, progress);
        return models().stream()
                .filter(
                        model ->
                                model.base().id().equals(result.baseId())
                                        && model.version() == result.version())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(refusal(result)));
    }

    public static String refusal(TrainingResult result) {
        return "The model was refused and is not published: "
                + String.join("; ", result.report().reasons());
    }

    /** The base in use, or null if none is published. */
    private Base base() throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            ModelTopic models = new ModelTopic(topics, registry);
            String pinned = config.get(MarsOptions.MODEL_BASE);
            if (!models.readAll().isEmpty()) {
                return models.base(pinned);
            }
            if (pinned != null) {
                throw new IllegalArgumentException(
                        "%s is %s, and topic %s holds no model at all: leave the option out to train the first base, and pin the id that it is given"
                                .formatted(
                                        MarsOptions.MODEL_BASE.key(),
                                        pinned,
                                        topics.names().model()));
            }
            return null;
        }
    }

    private Base checked(Base base) {
        if (config.contains(MarsOptions.DIMENSIONS)
                && config.get(MarsOptions.DIMENSIONS) != base.dimensions()) {
            throw new IllegalArgumentException(
                    MarsOptions.DIMENSIONS.key()
                            + " is "
                            + config.get(MarsOptions.DIMENSIONS)
                            + ", and the published base "
                            + base.id()
                            + " has "
                            + base.dimensions()
                            + "; a base keeps its dimensions: leave the option out, or train a new"
                            + " base with --new-base");
        }
        return base;
    }

    private List<AlignmentModel> models() throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            return new ModelTopic(topics, registry).readAll();
        }
    }

    private int partitions(Kind kind) throws IOException {
        try (Topics all = new Topics(topics)) {
            if (kind != Kind.ABLATION) {
                all.require("the training", Role.TRAIN.grants(config));
            }
            return all.endOffsets(topics.names().item()).size();
        }
    }

    private StreamExecutionEnvironment environment() {
        Configuration client = Jobs.fromNothing(config);
        if (!config.contains(RestOptions.ADDRESS)) {
            return StreamExecutionEnvironment.createLocalEnvironment(
                    config.get(MarsOptions.PARALLELISM), client);
        }
        client.set(DeploymentOptions.TARGET, "remote");
        client.set(DeploymentOptions.ATTACHED, false);
        return new StreamExecutionEnvironment(client);
    }
}
