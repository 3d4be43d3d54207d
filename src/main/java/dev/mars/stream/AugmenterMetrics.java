package dev.mars.stream;

import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.DonorIndex;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Outputs by status, the model in use, and how large, how old and how good the index is.
 *
 * <p>The task's thread says what happens, and reporters read on threads of their own: so each gauge
 * is a volatile field, or asks for one.
 */
final class AugmenterMetrics {
    private final MetricGroup group;
    private final Map<String, Counter> outputs = new TreeMap<>();
    private volatile DonorIndex index;
    private volatile int donors;
    private volatile int heldItems;
    private volatile long indexBytes;
    private int donorsMeasured;
    private volatile long modelVersion;
    private volatile long reprojectionMillis;

    /** Event times; the smallest long before the first. */
    private volatile long now = Long.MIN_VALUE;

    private volatile long foldedUpTo = Long.MIN_VALUE;

    AugmenterMetrics(MetricGroup group) {
        this.group = group;
        group.gauge("modelVersion", (Gauge<Long>) () -> modelVersion);
        group.gauge("donors", (Gauge<Integer>) () -> donors);
        group.gauge("heldItems", (Gauge<Integer>) () -> heldItems);
        group.gauge("indexBytes", (Gauge<Long>) () -> indexBytes);
        group.gauge("indexAgeMs", (Gauge<Long>) this::age);
        group.gauge("reprojectionMs", (Gauge<Long>) () -> reprojectionMillis);
        group.gauge(
                "itemRecall",
                (Gauge<Double>) () -> index == null ? Double.NaN : index.itemRecall());
        group.gauge(
                "donorRecall",
                (Gauge<Double>) () -> index == null ? Double.NaN : index.donorRecall());
    }

    /** Event time from the end of the last epoch whose changes the index has, to now. */
    private long age() {
        return foldedUpTo == Long.MIN_VALUE || now == Long.MAX_VALUE ? 0 : now - foldedUpTo;
    }

    /**
     * @param augmentation null for a user who is not low-active
     */
    void answered(Augmentation augmentation, long version) {
        modelVersion = version;
        String status = OutputFormat.status(augmentation).name();
        outputs.computeIfAbsent(status, name -> group.addGroup("status", name).counter("outputs"))
                .inc();
    }

    /**
     * @param folded the index with an epoch's changes, or null if it is not built yet
     * @param upTo last event time of the epoch
     */
    void folded(DonorIndex folded, long upTo) {
        foldedUpTo = upTo;
        measure(folded);
    }

    /** All vectors were computed, in so many nanoseconds, for a model new to the index. */
    void aligned(DonorIndex aligned, long nanos) {
        reprojectionMillis = nanos / 1_000_000;
        measure(aligned);
    }

    /** Event time is this now. */
    void passed(long watermark) {
        now = watermark;
    }

    /** Counting bytes visits every list: so when the index has grown or shrunk by a hundredth. */
    private void measure(DonorIndex measured) {
        if (measured != null) {
            index = measured;
            donors = measured.size();
            heldItems = measured.heldItems();
            if (Math.abs(donors - donorsMeasured) >= donorsMeasured / 100) {
                donorsMeasured = donors;
                indexBytes = measured.ramBytesUsed();
            }
        }
    }
}
