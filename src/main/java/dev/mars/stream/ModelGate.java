package dev.mars.stream;

import dev.mars.alignment.AlignmentModel;
import dev.mars.topic.Inbound;
import dev.mars.topic.ModelReader;
import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads published models; only the alignment goes on, since the job's base is fixed. */
final class ModelGate extends ProcessFunction<RawRecord, IndexChange> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ModelGate.class);

    private final TopicSettings topics;
    private transient ModelReader reader;
    private transient DeadLetterOutput deadLetters;

    ModelGate(TopicSettings topics) {
        this.topics = topics;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        reader = new ModelReader(topics.registry());
        deadLetters = new DeadLetterOutput(topics, getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<IndexChange> out)
            throws IOException {
        Inbound<AlignmentModel> model = reader.read(raw);
        switch (model.kind()) {
            case VALUE -> out.collect(change(model.value()));
            case REJECTED ->
                    context.output(Gate.DEAD_LETTERS, deadLetters.of(raw, model.rejection()));
            default ->
                    LOG.warn(
                            "Model {} was deleted from {}; this run keeps what it has, a replay"
                                    + " will lack it",
                            model.id(),
                            raw.topic());
        }
    }

    static IndexChange.OfModel change(AlignmentModel model) {
        return new IndexChange.OfModel(
                model.base().id(), model.version(), model.effectiveFrom(), model.alignment());
    }
}
