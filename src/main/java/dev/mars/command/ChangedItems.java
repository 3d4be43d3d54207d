package dev.mars.command;

import dev.mars.dataset.DataSet;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Item;
import dev.mars.evaluation.ItemVectors;
import java.util.stream.Stream;

/**
 * A data set with other vectors.
 *
 * @param set whose life is its own affair: closing this one does nothing
 */
record ChangedItems(DataSet set, ItemVectors vectors, long seed) implements DataSet {
    @Override
    public String name() {
        return set.name() + ", " + vectors + " vectors";
    }

    @Override
    public long interactionCount() {
        return set.interactionCount();
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
        return set.interactions();
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
}
