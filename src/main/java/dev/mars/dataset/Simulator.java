// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A world of users and items made from a seed, with the difficulties of real ones: a long tail of
 * users who act rarely, popular items, interests that drift, items that appear, items known by one
 * modality only or by none, and modalities whose encoders share no space. The same settings give
 * the same bytes on every machine.
 *
 * <p>It streams in event-time order at any size: memory grows with the items alone (some 30 bytes
 * each), not with users or behaviours. And it knows the truth, which no user of its streams can
 * see: {@link #userInterest}, {@link #itemLatent}, {@link #affinity}.
 */
public final class Simulator implements DataSet {
    private static final double TEXT_ONLY = 0.2;
    private static final double IMAGE_ONLY = 0.08;
    private static final double NEITHER = 0.02;

    private final SimulatorSettings settings;
    private final SimulatedItems items;
    private final SimulatedUsers users;
    private final SimulatedNames names;
    private final SimulatedEncoder texts;
    private final SimulatedEncoder images;

    public Simulator(SimulatorSettings settings) {
        this.settings = settings;
        float[][] topics = new float[settings.topics()][];
        for (int topic = 0; topic < topics.length; topic++) {
            topics[topic] =
                    new Draws(settings.seed(), Domain.TOPIC, topic).direction(Latent.DIMENSIONS);
        }
        items = new SimulatedItems(settings, topics);
        users = new SimulatedUsers(settings, topics);
        names = new SimulatedNames(settings.seed(), items);
        texts = SimulatedEncoder.text(settings.seed(), settings.textDimensions());
        images = SimulatedEncoder.image(settings.seed(), settings.imageDimensions());
    }

    @Override
    public String name() {
        return "simulator, seed " + settings.seed();
    }

    public SimulatorSettings settings() {
        return settings;
    }

    @Override
    public long interactionCount() {
        return settings.behaviors();
    }

    @Override
    public int itemCount() {
        return settings.items();
    }

    @Override
    public int userCount() {
        return settings.users();
    }

    @Override
    public int textDimensions() {
        return settings.textDimensions();
    }

    @Override
    public int imageDimensions() {
        return settings.imageDimensions();
    }

    @Override
    public Stream<Interaction> interactions() {
        Iterator<Interaction> acts = new SimulatedActs(settings, users, items, names);
        return StreamSupport.stream(
                Spliterators.spliterator(
                        acts, settings.behaviors(), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    /** In index order, which here is also the order of {@link Item#effectiveFrom}. */
    @Override
    public Stream<Item> items() {
        return IntStream.range(0, settings.items()).mapToObj(this::item);
    }

    private Item item(int index) {
        float[] latent = items.latent(index);
        double lot = new Draws(settings.seed(), Domain.MODALITIES, index).uniform();
        boolean hasText = lot >= NEITHER + IMAGE_ONLY;
        boolean hasImage = lot >= NEITHER + IMAGE_ONLY + TEXT_ONLY || !hasText && lot >= NEITHER;
        return new Item(
                names.item(index),
                names.title(index),
                items.birth(index),
                hasText && settings.textDimensions() > 0 ? texts.encode(index, latent) : null,
                hasImage && settings.imageDimensions() > 0 ? images.encode(index, latent) : null);
    }

    @Override
    public String title(String itemId) {
        int index = SimulatedNames.index(itemId, 'i', settings.items());
        return index < 0 ? itemId : names.title(index);
    }

    // ---- The truth

    /**
     * What a user likes at a time: a unit vector of the hidden space.
     *
     * @param time milliseconds since the epoch
     * @throws IllegalArgumentException if there is no such user
     */
    public float[] userInterest(String userId, long time) {
        return users.interest(user(userId), time);
    }

    /**
     * Where an item is: a unit vector of the hidden space.
     *
     * @throws IllegalArgumentException if there is no such item
     */
    public float[] itemLatent(String itemId) {
        return items.latent(item(itemId));
    }

    /** How well an item fits a user at a time, -1 to 1: the cosine of the two vectors. */
    public double affinity(String userId, String itemId, long time) {
        return Latent.dot(userInterest(userId, time), itemLatent(itemId));
    }

    /** How well an item fits a user at the end of the span. */
    public double affinity(String userId, String itemId) {
        return affinity(userId, itemId, settings.start() + settings.span().toMillis());
    }

    /** An item's topic, as its title names it. */
    public String topic(String itemId) {
        return SimulatedNames.topic(items.topic(item(itemId)));
    }

    private int user(String id) {
        return known(id, SimulatedNames.index(id, 'u', settings.users()), "user", settings.users());
    }

    private int item(String id) {
        return known(id, SimulatedNames.index(id, 'i', settings.items()), "item", settings.items());
    }

    private static int known(String id, int index, String kind, int count) {
        if (index < 0) {
            throw new IllegalArgumentException(
                    kind
                            + " is '"
                            + id
                            + "'; it must be one of the "
                            + count
                            + " of this simulator");
        }
        return index;
    }

    /** Holds nothing. */
    @Override
    public void close() {}
}
