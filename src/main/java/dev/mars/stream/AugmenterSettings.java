package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What the {@link SequenceAugmenter} goes by.
 *
 * @param length positives that are kept of a donor
 * @param donorIds whether outputs name the donors
 * @param publishedModels reads all models of the base that are published so far
 */
record AugmenterSettings(
        Base base,
        Epochs epochs,
        RetrievalSettings retrieval,
        int length,
        boolean donorIds,
        TopicSettings topics,
        PublishedModels publishedModels)
        implements Serializable {

    /** The models that a job may use from its first request on. */
    interface PublishedModels extends Serializable {
        List<IndexChange.OfModel> read() throws IOException;
    }
}
