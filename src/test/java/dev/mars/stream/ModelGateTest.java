// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Inbound;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Which models are let in, and that they go out ahead of the time. Epochs are 1,000 ms long. */
class ModelGateTest {
    private static final Base BASE = base(1);
    private static final Base OTHER = base(2);
    private static final IndexChange CHANGE = new IndexChange.OfItem(0, "i", 5, true);

    /** The model topic; offsets are places. Whoever reads it knows what each record is. */
    private final List<Inbound<AlignmentModel>> topic = new ArrayList<>();

    private Harness gate;

    /** Stands in for Kafka and the registry. */
    private static final class OverList extends ModelGate {
        private static final long serialVersionUID = 1L;

        private final transient List<Inbound<AlignmentModel>> topic;

        OverList(boolean bounded, List<Inbound<AlignmentModel>> topic) {
            super(BASE.id(), new Epochs(1_000), bounded, null);
            this.topic = topic;
        }

        @Override
        void connect() {}

        @Override
        void scan(TopicScan.Sink sink) throws IOException {
            for (Inbound<AlignmentModel> record : topic) {
                sink.accept(record.raw());
            }
        }

        @Override
        Inbound<AlignmentModel> read(RawRecord raw) {
            return topic.get((int) raw.offset());
        }

        @Override
        Outgoing letter(RawRecord raw, Rejection rejection) {
            return new Outgoing(null, utf8(raw.offset() + " " + rejection.reason()), 0L);
        }
    }

    private final class Harness
            extends TwoInputStreamOperatorTestHarness<IndexChange, RawRecord, IndexChange> {
        Harness(boolean bounded, OperatorSubtaskState restored) throws Exception {
            super(new OverList(bounded, topic), 1, 1, 0);
            setup(Types.INDEX_CHANGE.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                initializeState(restored);
            }
            open();
        }

        /** The source brings what was published last. */
        void bringLast() throws Exception {
            bring(topic.size() - 1);
        }

        void bring(int offset) throws Exception {
            processElement2(new StreamRecord<>(topic.get(offset).raw()));
        }

        void advance(long watermark) throws Exception {
            processWatermark1(new Watermark(watermark));
        }

        OperatorSubtaskState checkpoint() throws Exception {
            prepareSnapshotPreBarrier(1);
            return snapshot(1, 1);
        }

        /** All that went out: a model's version, "change", a watermark's time. */
        List<Object> out() {
            List<Object> all = new ArrayList<>();
            for (Object one : getOutput()) {
                if (one instanceof Watermark mark) {
                    all.add(mark.getTimestamp());
                } else if (one instanceof StreamRecord<?> record) {
                    all.add(
                            record.getValue() instanceof IndexChange.OfModel model
                                    ? "v" + model.version()
                                    : "change");
                } else {
                    all.add(one);
                }
            }
            return all;
        }

        /** Dead letters: "offset reason". */
        List<String> letters() {
            List<String> all = new ArrayList<>();
            var letters = getSideOutput(Gate.DEAD_LETTERS);
            if (letters != null) {
                letters.forEach(
                        record ->
                                all.add(
                                        new String(
                                                record.getValue().value(),
                                                StandardCharsets.UTF_8)));
            }
            return all;
        }
    }

    private static Base base(float scale) {
        float[] projection = {scale, 0, 0, scale};
        return new Base(2, new ModalityBase(2, new float[2], projection, 0, new float[0]), null);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RawRecord raw() {
        return new RawRecord("models", 0, topic.size(), 7, null, new byte[1], List.of());
    }

    private void publish(Base base, long version, long effectiveFrom, float scale) {
        Alignment alignment =
                new Alignment(new AffineMap(new float[] {scale, 0, 0, 1}, new float[2]), null);
        AlignmentModel model =
                new AlignmentModel(version, effectiveFrom, base, alignment, "test", Map.of());
        topic.add(new Inbound<>(raw(), Inbound.Kind.VALUE, model, "id", effectiveFrom, null));
    }

    private void publish(long version, long effectiveFrom) {
        publish(BASE, version, effectiveFrom, 1);
    }

    private void publishPoison() {
        topic.add(Inbound.rejected(raw(), new Rejection(Reason.UNDECODABLE, "why")));
    }

    private void delete(long version) {
        String id = BASE.id() + "/" + version;
        topic.add(new Inbound<>(raw(), Inbound.Kind.TOMBSTONE, null, id, 7, null));
    }

    private Harness open() throws Exception {
        return restore(null);
    }

    private Harness restore(OperatorSubtaskState state) throws Exception {
        gate = new Harness(false, state);
        return gate;
    }

    /** Or a request would be answered without them, or none could be at all. */
    @Test
    void whatIsPublishedAlreadyGoesOutFirstWhateverComesFirst() throws Exception {
        publish(2, 5_000);
        publish(1, 0);
        assertThat(open().out()).as("nothing may be emitted in open()").isEmpty();
        gate.advance(99_999);
        assertThat(gate.out()).containsExactly("v2", "v1", 99_999L);

        open().processElement1(new StreamRecord<>(CHANGE));
        assertThat(gate.out()).containsExactly("v2", "v1", "change");

        open().prepareSnapshotPreBarrier(1);
        assertThat(gate.out()).containsExactly("v2", "v1");

        publish(3, 6_000);
        open().bring(0);
        assertThat(gate.out()).containsExactly("v2", "v1", "v3");
    }

    /** What opening has read, the source brings once more. */
    @Test
    void aRecordIsJudgedOnce() throws Exception {
        publish(1, 0);
        publishPoison();
        open().bring(0);
        gate.bring(1);
        assertThat(gate.out()).containsExactly("v1");
        assertThat(gate.letters()).containsExactly("1 UNDECODABLE");
    }

    @Test
    void aModelInTimeIsAheadOfTheWatermarkThatItsEpochWaitsFor() throws Exception {
        publish(1, 0);
        open().advance(4_999);
        publish(2, 5_000);
        gate.bringLast();
        gate.advance(5_000);
        assertThat(gate.out()).containsExactly("v1", 4_999L, "v2", 5_000L);
        assertThat(gate.letters()).isEmpty();
    }

    /** Of the watermark's own epoch requests may have been answered, of the next one none. */
    @Test
    void aModelForAnEpochThatHasBegunIsTooLate() throws Exception {
        publish(1, 0);
        open().advance(5_000);
        publish(2, 5_000);
        gate.bringLast();
        publish(3, 5_001);
        gate.bringLast();
        publish(4, 17);
        gate.bringLast();
        assertThat(gate.out()).containsExactly("v1", 5_000L, "v3");
        assertThat(gate.letters()).containsExactly("1 MODEL_TOO_LATE", "3 MODEL_TOO_LATE");
    }

    @Test
    void anythingIsTooLateAtTheEndOfTime() throws Exception {
        publish(1, 0);
        open().advance(Long.MAX_VALUE);
        publish(2, Long.MAX_VALUE / 2);
        gate.bringLast();
        assertThat(gate.letters()).containsExactly("1 MODEL_TOO_LATE");
    }

    /** It would look healthy, and answer that there are no donors for weeks. */
    @Test
    void aJobThatGoesOnRefusesTheStateOfOneThatWasDrained() throws Exception {
        publish(1, 0);
        open().advance(Long.MAX_VALUE);
        OperatorSubtaskState drained = gate.checkpoint();
        assertThatThrownBy(() -> restore(drained))
                .isInstanceOf(RefusedState.class)
                .hasMessageContaining("was drained")
                .hasMessageContaining("Start from an earlier checkpoint or savepoint");
    }

    /** A backfill that fails once its partitions have ended could never be finished. */
    @Test
    void aBoundedJobThatFailsAtItsEndGoesOn() throws Exception {
        publish(1, 0);
        open().advance(Long.MAX_VALUE);
        OperatorSubtaskState ending = gate.checkpoint();
        gate = new Harness(true, ending);
        gate.advance(Long.MAX_VALUE);
        assertThat(gate.out()).containsExactly(Long.MAX_VALUE);
        assertThat(gate.letters()).isEmpty();
    }

    /** Law 1 over a restart: Flink checkpoints no watermark, and the topic goes on meanwhile. */
    @Test
    void aRestoredGateDecidesAsTheOneBeforeIt() throws Exception {
        publish(1, 0);
        open().advance(5_500);
        OperatorSubtaskState state = gate.checkpoint();
        publish(2, 5_000);
        publish(3, 6_000);
        restore(state).advance(100);
        assertThat(gate.out()).containsExactly("v3", 100L);
        assertThat(gate.letters()).containsExactly("1 MODEL_TOO_LATE");
        gate.bring(0);
        gate.bring(1);
        gate.bring(2);
        publish(4, 4_900);
        gate.bringLast();
        assertThat(gate.out()).containsExactly("v3", 100L);
        assertThat(gate.letters()).containsExactly("1 MODEL_TOO_LATE", "3 MODEL_TOO_LATE");

        OperatorSubtaskState again = gate.checkpoint();
        publish(BASE, 3, 6_000, 9);
        restore(again).advance(5_600);
        assertThat(gate.out()).as("v3 is in already").containsExactly(5_600L);
        assertThat(gate.letters()).containsExactly("4 VERSION_TAKEN");
    }

    @Test
    void otherBasesAreHistoryAtTheFirstStartAndRefusedFromThenOn() throws Exception {
        publish(OTHER, 1, 0, 1);
        publish(1, 0);
        OperatorSubtaskState state = open().checkpoint();
        assertThat(gate.letters()).isEmpty();
        publish(OTHER, 2, 90_000, 1);
        gate.bringLast();
        assertThat(gate.letters()).containsExactly("2 OTHER_BASE");
        assertThat(restore(state).checkpoint()).isNotNull();
        assertThat(gate.letters()).containsExactly("2 OTHER_BASE");
        assertThat(gate.out()).isEmpty();
    }

    @Test
    void theSameModelAgainIsNothingAndAnotherUnderItsVersionIsRefused() throws Exception {
        publish(1, 0);
        open().advance(5_500);
        publish(1, 0);
        gate.bringLast();
        assertThat(gate.letters()).isEmpty();
        publish(BASE, 1, 0, 9);
        gate.bringLast();
        publish(1, 7_000);
        gate.bringLast();
        assertThat(gate.letters()).containsExactly("2 VERSION_TAKEN", "3 VERSION_TAKEN");
        assertThat(gate.out()).containsExactly("v1", 5_500L);
    }

    /** A running job keeps what it has; one that starts must not depend on compaction. */
    @Test
    void aDeletedModelIsNotInTheHistory() throws Exception {
        publish(1, 0);
        publish(2, 0);
        delete(2);
        publish(BASE, 2, 3_000, 9);
        open().advance(1);
        publish(3, 8_000);
        gate.bringLast();
        delete(3);
        gate.bringLast();
        publish(BASE, 3, 8_000, 9);
        gate.bringLast();
        assertThat(gate.out()).containsExactly("v1", "v2", 1L, "v3");
        assertThat(gate.letters()).containsExactly("6 VERSION_TAKEN");
    }

    /** It was published and deleted while the job was down: a replay may never see it. */
    @Test
    void aModelThatWasDeletedBeforeARestartIsNotUsed() throws Exception {
        publish(1, 0);
        open().advance(5_500);
        OperatorSubtaskState state = gate.checkpoint();
        publish(2, 9_000);
        delete(2);
        publish(BASE, 2, 9_500, 9);
        restore(state).advance(5_600);
        assertThat(gate.out()).containsExactly("v2", 5_600L);
        assertThat(gate.letters()).isEmpty();
    }

    /** A model topic that has ended is at the end of time; that must not show anywhere. */
    @Test
    void onlyTheChangesMoveTheWatermark() throws Exception {
        publish(1, 0);
        open().processWatermark2(Watermark.MAX_WATERMARK);
        assertThat(gate.out()).isEmpty();
        gate.advance(50);
        gate.processWatermarkStatus1(WatermarkStatus.IDLE);
        gate.processWatermarkStatus2(WatermarkStatus.IDLE);
        gate.processWatermarkStatus1(WatermarkStatus.ACTIVE);
        assertThat(gate.out())
                .containsExactly("v1", 50L, WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    }
}
