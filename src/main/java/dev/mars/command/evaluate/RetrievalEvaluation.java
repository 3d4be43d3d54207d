// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.command.job.BoundedJob;
import dev.mars.command.load.Loader;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.DataSet;
import dev.mars.dataset.Interaction;
import dev.mars.evaluation.Answer;
import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.ItemVectors;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.NextPositive;
import dev.mars.evaluation.NextPositives;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.RecentlyPopular;
import dev.mars.evaluation.Segment;
import dev.mars.stream.JobSettings;
import dev.mars.stream.TrainingResult;
import dev.mars.topic.BehaviorRules;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.configuration.Configuration;

/**
 * Replays a data set through the augmentation job, once per variant and world, on the cluster and
 * topics that a configuration names, and compares what the outputs foretell.
 *
 * <p>Behaviours are loaded once. Items of each kind of vectors are a topic of their own, and so are
 * the models of each training, each run's outputs, which go once they are read, and its dead
 * letters.
 */
public final class RetrievalEvaluation {
    private final Configuration configuration;
    private final DataSet data;
    private final long seed;
    private final int resamples;
    private final Progress progress;

    private final Predicate<Interaction> isPositive;
    private final String impression;
    private final List<NextPositive> questions;
    private final Set<ItemVectors> loaded = EnumSet.noneOf(ItemVectors.class);
    private final Map<String, String> models = new TreeMap<>();
    private Loader.Loaded all;

    /**
     * @param configuration of MARS, of a running Kafka and registry, and of a Flink cluster
     * @param seed of the negatives, the random vectors and the bootstrap
     * @param resamples of the bootstrap
     * @throws IllegalArgumentException if the data set has nothing to ask about
     */
    public RetrievalEvaluation(
            Configuration configuration,
            DataSet data,
            long seed,
            int resamples,
            Progress progress) {
        this.configuration = configuration;
        this.data = data;
        this.seed = seed;
        this.resamples = resamples;
        this.progress = progress;
        Map<String, Double> weights = BehaviorRules.from(configuration).actions();
        String usual = configuration.get(MarsOptions.DEFAULT_ACTION);
        isPositive =
                one -> weights.getOrDefault(one.action() == null ? usual : one.action(), 0.0) > 0;
        impression =
                weights.keySet().stream()
                        .filter(action -> weights.get(action) == 0)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "mars.actions is "
                                                        + weights
                                                        + "; the replay asks for an output before"
                                                        + " each positive by an action of weight 0:"
                                                        + " add one, such as impression:0"));
        questions = NextPositives.of(data::interactions, isPositive, seed);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(
                    data.name()
                            + " has no positive of a user with 1 to 4 earlier ones in the last 30 %"
                            + " of its events, so nothing can be foretold; take a larger data set,"
                            + " or check mars.actions");
        }
    }

    /**
     * Looks at each run before the first, as the last begins half an hour later.
     *
     * @param variants as {@link #run} takes them
     * @throws IllegalArgumentException if one of them cannot run with these options or this data
     */
    public void check(List<String> variants, boolean byHalfLife) {
        List<String> all = new ArrayList<>(variants);
        if (byHalfLife) {
            all.add(RetrievalVariant.RANDOM_DONORS);
        }
        RetrievalWorld world = RetrievalWorld.main(configuration);
        for (RetrievalVariant variant : chosen(all)) {
            if (!variant.vectors().isIn(data)) {
                throw new IllegalArgumentException(
                        "--variants has %s, and the items of %s have no such vectors: leave it out"
                                .formatted(variant.name(), data.name()));
            }
            if (variant.isJob()) {
                check(world, variant);
            }
        }
    }

    private static void check(RetrievalWorld world, RetrievalVariant variant) {
        try {
            JobSettings.from(configuration(world, variant));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "variant %s cannot run: %s".formatted(variant.name(), e.getMessage()), e);
        }
    }

    private List<RetrievalVariant> chosen(List<String> variants) {
        return RetrievalVariant.all(configuration).stream()
                .filter(
                        variant ->
                                variant.name().equals(RetrievalVariant.DEFAULT)
                                        || variants.contains(variant.name()))
                .toList();
    }

    /**
     * @param variants by name; the default is always among those that are run
     * @param byHalfLife also compare the default and random donors by half-life
     */
    public RetrievalReport run(List<String> variants, boolean byHalfLife) throws Exception {
        List<RetrievalVariant> chosen = chosen(variants);
        List<RetrievalReport.OfWorld> worlds = new ArrayList<>();
        worlds.add(run(RetrievalWorld.main(configuration), chosen));
        if (byHalfLife) {
            List<RetrievalVariant> two = chosen(List.of(RetrievalVariant.RANDOM_DONORS));
            for (RetrievalWorld world : RetrievalWorld.byHalfLife(configuration)) {
                worlds.add(run(world, two));
            }
        }
        List<RetrievalReport.OfVariant> told =
                chosen.stream()
                        .map(
                                variant ->
                                        new RetrievalReport.OfVariant(
                                                variant.name(),
                                                variant.meaning(),
                                                variant.isJob() ? models.get(variant.model()) : "",
                                                variant.isJob() ? variant.options() : Map.of()))
                        .toList();
        return new RetrievalReport(
                data.name(), all.behaviors() - questions.size(), seed, resamples, told, worlds);
    }

    private RetrievalReport.OfWorld run(RetrievalWorld world, List<RetrievalVariant> variants)
            throws Exception {
        Map<Moment, Map<String, List<Answer>>> answers = new EnumMap<>(Moment.class);
        // The same for all variants of a world: tiers and own items are.
        Map<Moment, boolean[]> warm = new EnumMap<>(Moment.class);
        for (RetrievalVariant variant : variants) {
            Map<Moment, ForetellingOutputs> outputs = variant.isJob() ? run(world, variant) : null;
            for (Moment moment : Moment.values()) {
                if (outputs != null) {
                    warm.computeIfAbsent(moment, m -> outputs.get(m).warm());
                }
                answers.computeIfAbsent(moment, m -> new LinkedHashMap<>())
                        .put(
                                variant.name(),
                                outputs == null
                                        ? RecentlyPopular.of(
                                                questions, moment, data.interactions(), isPositive)
                                        : outputs.get(moment).answers());
            }
        }
        Map<Moment, List<Comparison>> comparisons = new EnumMap<>(Moment.class);
        answers.forEach(
                (moment, given) -> comparisons.put(moment, compare(given, warm.get(moment))));
        return new RetrievalReport.OfWorld(world.name(), world.title(), comparisons);
    }

    private List<Comparison> compare(Map<String, List<Answer>> answers, boolean[] warm) {
        List<Comparison> comparisons = new ArrayList<>();
        int total = Part.values().length * Segment.values().length;
        try (ProgressBar bar = progress.bar("comparing", total)) {
            for (Part part : Part.values()) {
                for (Segment segment : Segment.values()) {
                    comparisons.add(
                            Comparison.of(
                                    part,
                                    segment,
                                    questions,
                                    warm,
                                    answers,
                                    List.of(
                                            RetrievalVariant.DEFAULT,
                                            RetrievalVariant.RANDOM_DONORS),
                                    resamples,
                                    seed));
                    bar.step();
                }
            }
        }
        return comparisons;
    }

    private static Configuration configuration(RetrievalWorld world, RetrievalVariant variant) {
        Configuration run = new Configuration(world.configuration());
        run.set(MarsOptions.ITEM_TOPIC, "item-modality-" + variant.vectors());
        run.set(MarsOptions.MODEL_TOPIC, "alignment-model-" + variant.model());
        run.set(MarsOptions.MODEL_METHOD, variant.method());
        String output = output(world, variant);
        run.set(MarsOptions.OUTPUT_TOPIC, "augmented-sequences-" + output);
        run.set(MarsOptions.DEAD_LETTER_TOPIC, "dead-letters-" + output);
        run.set(MarsOptions.CONSUMER_GROUP, "evaluation-" + output);
        variant.options().forEach(run::setString);
        return run;
    }

    private static String output(RetrievalWorld world, RetrievalVariant variant) {
        return world.name() + "-" + variant.name();
    }

    private Map<Moment, ForetellingOutputs> run(RetrievalWorld world, RetrievalVariant variant)
            throws Exception {
        Configuration run = configuration(world, variant);
        TopicSettings settings = TopicSettings.from(run);
        try (TopicCreation topics = new TopicCreation(settings)) {
            topics.create(line -> {});
            load(run, variant.vectors());
            train(run, variant);
            BoundedJob.run(run, output(world, variant), all.behaviors(), progress);
            Map<Moment, ForetellingOutputs> outputs =
                    ForetellingOutputs.read(
                            settings, questions, run.get(MarsOptions.EPOCH).toMillis());
            // Twenty runs of outputs would fill a disk.
            topics.delete(settings.names().output());
            return outputs;
        }
    }

    private void load(Configuration run, ItemVectors vectors) throws IOException {
        if (loaded.add(vectors)) {
            Loader loader = new Loader(TopicSettings.from(run), run);
            DataSet set = new ReplayedSet(data, questions, impression, vectors, seed);
            if (all == null) {
                all = loader.load(set, progress);
            } else {
                loader.loadItems(set, all.lastTime(), progress);
            }
        }
    }

    /** Controls are published whatever the gate says: that is what they are for. */
    private void train(Configuration run, RetrievalVariant variant) throws Exception {
        if (models.containsKey(variant.model())) {
            return;
        }
        boolean isControl = !variant.name().equals(RetrievalVariant.DEFAULT);
        TrainingResult result =
                new Training(TopicSettings.from(run), run)
                        .run(Training.Kind.ALIGNMENT, isControl, progress);
        if (result.version() == 0) {
            throw new IllegalStateException(Training.refusal(result));
        }
        models.put(variant.model(), result.report().method() + ", " + result.report().verdict());
    }
}
