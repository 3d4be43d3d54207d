// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.dataset.DataSet;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Item;
import dev.mars.evaluation.ItemVectors;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.NextPositive;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A data set as an evaluation replays it: with an impression before each positive that is asked
 * about, see {@link Moment}, and perhaps with other vectors.
 *
 * @param set whose life is its own affair: closing this one does nothing
 * @param questions in the order of their time
 * @param impression an action of weight 0
 * @param seed of the vectors
 */
record ReplayedSet(
        DataSet set,
        List<NextPositive> questions,
        String impression,
        ItemVectors vectors,
        long seed)
        implements DataSet {
    @Override
    public String name() {
        return set.name() + ", " + vectors + " vectors";
    }

    @Override
    public long interactionCount() {
        return set.interactionCount() < 0 ? -1 : set.interactionCount() + questions.size();
    }

    @Override
    public int itemCount() {
        return set.itemCount();
    }

    @Override
    public int userCount() {
        return set.userCount();
    }

    @Override
    public int textDimensions() {
        return vectors == ItemVectors.IMAGE ? 0 : set.textDimensions();
    }

    @Override
    public int imageDimensions() {
        return vectors == ItemVectors.TEXT ? 0 : set.imageDimensions();
    }

    @Override
    public Stream<Interaction> interactions() {
        Iterator<Interaction> impressions =
                questions.stream().map(this::impressionOf).sorted(Interaction.ORDER).iterator();
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Merged(set.interactions().iterator(), impressions), 0),
                false);
    }

    @Override
    public Stream<Item> items() {
        return set.items().map(item -> vectors.of(item, seed));
    }

    @Override
    public String title(String itemId) {
        return set.title(itemId);
    }

    @Override
    public void close() {}

    private Interaction impressionOf(NextPositive question) {
        return new Interaction(
                question.userId(),
                question.itemId(),
                Moment.impression(question),
                impression,
                null);
    }

    /** Two ordered streams as one. */
    private static final class Merged implements Iterator<Interaction> {
        private final Iterator<Interaction> one;
        private final Iterator<Interaction> other;
        private Interaction first;
        private Interaction second;

        Merged(Iterator<Interaction> one, Iterator<Interaction> other) {
            this.one = one;
            this.other = other;
            first = next(one);
            second = next(other);
        }

        @Override
        public boolean hasNext() {
            return first != null || second != null;
        }

        @Override
        public Interaction next() {
            Interaction next;
            if (second == null
                    || (first != null && Interaction.ORDER.compare(first, second) <= 0)) {
                next = first;
                first = next(one);
            } else {
                next = second;
                second = next(other);
            }
            return next;
        }

        private static Interaction next(Iterator<Interaction> from) {
            return from.hasNext() ? from.next() : null;
        }
    }
}
