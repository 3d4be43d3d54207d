// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.alignment.Ablation;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.ModelTrainer;
import dev.mars.alignment.TrainedModel;
import dev.mars.config.MarsOptions;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ModelHistory;
import dev.mars.topic.ModelRelease;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers the sample; when the topic has ended, trains, and publishes what the gate lets pass. One
 * subtask, without state: a training that fails is started again from the topic.
 *
 * <p>What people can mend (too few items, no memory for the sample, a model too large for its
 * topic) ends the job well, with a message as its last news; anything else fails it.
 */
final class ModelTraining extends AbstractStreamOperator<TrainingNews>
        implements OneInputStreamOperator<Inbound<ItemFeatures>, TrainingNews>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int NEWS_EVERY = 1_000;

    /** Training itself takes about a third of what its features do. */
    private static final double SHARE_OF_HEAP = 0.6;

    private final TrainingPlan plan;

    private transient ItemSample sample;
    private transient long read;
    private transient long rejected;
    private transient String rejection;
    private transient String failure;

    ModelTraining(TrainingPlan plan) {
        this.plan = plan;
    }

    @Override
    public void open() throws Exception {
        super.open();
        sample = new ItemSample(plan.settings().sample());
    }

    @Override
    public void processElement(StreamRecord<Inbound<ItemFeatures>> element) {
        Inbound<ItemFeatures> item = element.getValue();
        if (item.kind() == Inbound.Kind.REJECTED) {
            rejected++;
            rejection = item.rejection().message();
        } else if (failure == null) {
            sample.add(item);
            checkMemory();
        }
        if (++read % NEWS_EVERY == 0) {
            tell(TrainingNews.step("sampling", sample.size(), -1));
        }
    }

    @Override
    public void endInput() throws IOException {
        if (failure == null && sample.items().isEmpty()) {
            failure = nothingToTrainOn();
        }
        if (failure != null) {
            tell(TrainingNews.failure(failure));
            return;
        }
        try {
            tell(TrainingNews.result(json(plan.ablation() ? ablate() : train())));
        } catch (IllegalArgumentException | IOException e) {
            tell(TrainingNews.failure(e.getMessage()));
        }
    }

    private TrainingResult train() throws IOException {
        return publish(
                ModelTrainer.train(
                        sample.items(), plan.published(), plan.settings(), this::tellStep));
    }

    private TrainingResult ablate() {
        return TrainingResult.of(
                Ablation.run(sample.items(), plan.published(), plan.settings(), this::tellStep));
    }

    private TrainingResult publish(TrainedModel model) throws IOException {
        String baseId = model.base().id();
        if (!model.isPublishable()) {
            return TrainingResult.of(baseId, 0, false, model.report());
        }
        try (SchemaRegistry registry = plan.topics().registry()) {
            ModelTopic models = new ModelTopic(plan.topics(), registry);
            while (true) {
                ModelHistory history = models.history();
                List<AlignmentModel> before = history.of(baseId);
                Optional<AlignmentModel> newest =
                        before.stream().max(Comparator.comparingLong(AlignmentModel::version));
                if (newest.isPresent() && newest.get().alignment().equals(model.alignment())) {
                    return TrainingResult.of(baseId, newest.get().version(), false, model.report());
                }
                if (!plan.settings().force() && !model.mayFollow(before)) {
                    throw new IllegalArgumentException(notJudged(model));
                }
                ModelRelease release =
                        ModelRelease.next(baseId, history, plan.topics(), registry, plan.config());
                AlignmentModel next = model.at(release.version(), release.effectiveFrom());
                if (!models.makesWay(next, models.publish(next))) {
                    return TrainingResult.of(baseId, release.version(), true, model.report());
                }
            }
        }
    }

    private static String notJudged(TrainedModel model) {
        return "nothing is published: there is nothing to judge the new model by (items with text and image: %.0f, held out: %.0f), and base %s has a model that was judged; train on more items whose text and image both vary, or publish %s all the same with --force"
                .formatted(
                        model.report().counts().get("pairs"),
                        model.report().counts().get("heldOutPairs"),
                        model.base().id(),
                        model.method());
    }

    private void checkMemory() {
        long most = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
        if (sample.bytes() > most) {
            failure =
                    "%s is %,d: the features of the first %,d items take %,d MiB, and training gets %,d of this TaskManager's %,d MiB of heap; give TaskManagers more memory, or sample fewer items"
                            .formatted(
                                    MarsOptions.MODEL_SAMPLE.key(),
                                    plan.settings().sample(),
                                    sample.size(),
                                    sample.bytes() >> 20,
                                    most >> 20,
                                    Runtime.getRuntime().maxMemory() >> 20);
            sample = new ItemSample(plan.settings().sample());
        }
    }

    private String nothingToTrainOn() {
        return "topic "
                + plan.topics().names().item()
                + " holds no item that can be trained on"
                + (rejected == 0
                        ? "; load some first: mars load"
                        : "; "
                                + rejected
                                + " records were rejected, the last because: "
                                + rejection
                                + (plan.published() == null
                                        ? ""
                                        : ". If the encoder is another one, train a new base: mars"
                                                + " train --new-base"));
    }

    private void tellStep(String what, long done, long total) {
        // Nothing else in a training looks whether it is still wanted.
        if (getContainingTask().isCanceled()) {
            throw new CancelTaskException("the training was cancelled");
        }
        tell(TrainingNews.step(what, done, total));
    }

    private void tell(TrainingNews news) {
        output.collect(new StreamRecord<>(news));
    }

    private static String json(TrainingResult result) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(result);
    }
}
