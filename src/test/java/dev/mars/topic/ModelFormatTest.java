// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AlignmentModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ModelFormatTest {
    private static final AlignmentModel MODEL = ModelFixture.model(3);

    private final AvroFormat<dev.mars.topic.avro.AlignmentModel> format =
            new AvroFormat<>(
                    dev.mars.topic.avro.AlignmentModel.class,
                    Fixtures.schemas(
                            Map.of(4, dev.mars.topic.avro.AlignmentModel.getClassSchema())),
                    4);
    private final ModelReader reader =
            new ModelReader(
                    Fixtures.schemas(
                            Map.of(4, dev.mars.topic.avro.AlignmentModel.getClassSchema())));

    @Test
    void aModelComesBackAsItWas() throws Exception {
        Inbound<AlignmentModel> read = read(ModelFormat.published(MODEL));
        assertThat(read.value()).isEqualTo(MODEL);
        assertThat(read.value().base().id()).isEqualTo(MODEL.base().id());
        assertThat(read.id()).isEqualTo(MODEL.base().id() + "/3");
        assertThat(read.time()).isEqualTo(17);
    }

    @Test
    void aModelOfOneModalityComesBackAsItWas() throws Exception {
        AlignmentModel model = ModelFixture.imageOnly();
        assertThat(read(ModelFormat.published(model)).value()).isEqualTo(model);
        assertThat(ItemRules.of(model.base(), 9)).isEqualTo(new ItemRules(0, 5, 9));
    }

    /** Two trainings that agree must publish the same bytes; a hash map's order is no order. */
    @Test
    void whatWasMeasuredIsWrittenInOrder() {
        Map<String, Double> quality = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            quality.put("measure-" + i * 37, (double) i);
        }
        AlignmentModel measured =
                new AlignmentModel(3, 17, MODEL.base(), MODEL.alignment(), "ridge-cca", quality);
        assertThat(List.copyOf(ModelFormat.published(measured).getQuality().keySet()))
                .isSortedAccordingTo(Comparator.naturalOrder())
                .hasSize(100);
    }

    /** Each of these would otherwise fail deep in a running job, or name a base that it is not. */
    @Test
    void aModelThatContradictsItselfIsRejected() throws Exception {
        rejected(Reason.KEY_MISMATCH, m -> m.setBaseId("0123456789abcdef"));
        rejected(Reason.KEY_MISMATCH, m -> m.getBase().getText().getMean().set(0, 99f));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().setDimensions(5));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().setDimensions(0));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().getText().setLevels(1 << 24));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().getText().setLevels(-1));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().getImage().setInputDimensions(1 << 30));
        rejected(Reason.WRONG_LENGTH, m -> m.getBase().getImage().setInputDimensions(-1));
        rejected(Reason.NOT_FINITE, m -> m.getBase().getText().getMean().set(0, Float.NaN));
        rejected(
                Reason.NOT_FINITE,
                m -> m.getAlignment().getImage().getBias().set(0, Float.POSITIVE_INFINITY));
        rejected(Reason.UNDECODABLE, m -> m.getAlignment().setText(null));
        rejected(Reason.KEY_MISMATCH, m -> m.getBase().setText(null));
        rejected(Reason.UNDECODABLE, m -> m.setVersion(0));
        rejected(Reason.UNDECODABLE, m -> m.setEffectiveFrom(-1));
    }

    @Test
    void aKeyOfAnotherVersionIsRejected() throws Exception {
        byte[] value = format.encode(ModelFormat.published(MODEL));
        Inbound<AlignmentModel> read = reader.read(Fixtures.raw(MODEL.base().id() + "/4", value));
        assertThat(read.rejection().reason()).isEqualTo(Reason.KEY_MISMATCH);
    }

    @Test
    void aModelThatIsTooLargeNamesTheOption() {
        assertThatThrownBy(() -> ModelTopic.requireSize(101, 100))
                .hasMessageContaining("101")
                .hasMessageContaining("mars.topic.model.max-bytes");
    }

    private void rejected(Reason reason, Consumer<dev.mars.topic.avro.AlignmentModel> change)
            throws Exception {
        dev.mars.topic.avro.AlignmentModel published = mutable();
        change.accept(published);
        Inbound<AlignmentModel> read = read(published);
        assertThat(read.kind()).isEqualTo(Inbound.Kind.REJECTED);
        assertThat(read.rejection().reason()).as(read.rejection().message()).isEqualTo(reason);
    }

    private Inbound<AlignmentModel> read(dev.mars.topic.avro.AlignmentModel published)
            throws Exception {
        return reader.read(Fixtures.raw((byte[]) null, format.encode(published)));
    }

    private static dev.mars.topic.avro.AlignmentModel mutable() {
        dev.mars.topic.avro.AlignmentModel published = ModelFormat.published(MODEL);
        var text = published.getBase().getText();
        text.setMean(new ArrayList<>(text.getMean()));
        var image = published.getAlignment().getImage();
        image.setBias(new ArrayList<>(image.getBias()));
        return published;
    }
}
