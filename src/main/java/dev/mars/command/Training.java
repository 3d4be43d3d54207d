package dev.mars.command;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.ModelTrainer;
import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.TrainingSettings;
import dev.mars.alignment.XxHash;
import dev.mars.config.MarsOptions;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ItemReader;
import dev.mars.topic.ItemRules;
import dev.mars.topic.ModelTopic;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Trains a model on the newest version of each item, or of a sample of them with the smallest
 * hashes of their ids: the sample does not depend on order, and its memory is bounded.
 */
public final class Training {
    private record Sampled(long hash, String itemId) implements Comparable<Sampled> {
        private static final Comparator<Sampled> ORDER =
                Comparator.comparing(Sampled::hash, Long::compareUnsigned)
                        .thenComparing(Sampled::itemId);

        @Override
        public int compareTo(Sampled other) {
            return ORDER.compare(this, other);
        }
    }

    private final TopicSettings topics;
    private final ReadableConfig config;

    public Training(TopicSettings topics, ReadableConfig config) {
        this.topics = topics;
        this.config = config;
    }

    /**
     * Trains and publishes.
     *
     * @return the model, or the published one of the same base if the items have not changed since
     */
    public AlignmentModel train(Progress progress) throws IOException {
        try (SchemaRegistry registry = topics.registry()) {
            List<TrainingItem> items = sample(registry);
            AlignmentModel model = train(items, progress);
            ModelTopic published = new ModelTopic(topics, registry);
            for (AlignmentModel before : published.readAll()) {
                if (before.base().id().equals(model.base().id())) {
                    return before;
                }
            }
            published.publish(model);
            return model;
        }
    }

    private AlignmentModel train(List<TrainingItem> items, Progress progress) {
        TrainingSettings settings =
                new TrainingSettings(
                        config.get(MarsOptions.DIMENSIONS),
                        config.get(MarsOptions.MODEL_SEED),
                        config.get(MarsOptions.MODEL_SAMPLE),
                        config.get(MarsOptions.CCA_RIDGE));
        try (ProgressBar bar = progress.bar("training", -1)) {
            return ModelTrainer.train(
                            items,
                            null,
                            settings,
                            (what, done, total) -> {
                                bar.maxHint(total);
                                bar.stepTo(done);
                                bar.setExtraMessage(what);
                            })
                    .at(1, 0);
        }
    }

    private List<TrainingItem> sample(SchemaRegistry registry) throws IOException {
        int size = config.get(MarsOptions.MODEL_SAMPLE);
        long maxAhead = config.get(MarsOptions.MAX_AHEAD).toMillis();
        ItemReader reader = new ItemReader(registry, new ItemRules(0, 0, maxAhead));
        TreeSet<Sampled> sampled = new TreeSet<>();
        Map<String, ItemFeatures> newest = new HashMap<>();
        TopicScan.of(topics, topics.names().item())
                .forEach(
                        raw -> {
                            Inbound<ItemFeatures> item = reader.read(raw);
                            if (item.kind() == Inbound.Kind.TOMBSTONE) {
                                newest.remove(item.id());
                                sampled.remove(sampled(item.id()));
                            } else if (item.kind() == Inbound.Kind.VALUE) {
                                newest.merge(item.id(), item.value(), Training::newer);
                                sampled.add(sampled(item.id()));
                                if (sampled.size() > size) {
                                    newest.remove(sampled.pollLast().itemId());
                                }
                            }
                        });
        List<TrainingItem> items = new ArrayList<>(sampled.size());
        for (Sampled one : sampled) {
            ItemFeatures item = newest.get(one.itemId());
            items.add(new TrainingItem(item.itemId(), item.text(), item.image()));
        }
        if (items.isEmpty()) {
            throw new IllegalStateException(
                    "topic "
                            + topics.names().item()
                            + " holds no item; load some first: mars load");
        }
        return items;
    }

    private static Sampled sampled(String itemId) {
        return new Sampled(XxHash.of(itemId), itemId);
    }

    private static ItemFeatures newer(ItemFeatures before, ItemFeatures after) {
        return after.effectiveFrom() >= before.effectiveFrom() ? after : before;
    }
}
