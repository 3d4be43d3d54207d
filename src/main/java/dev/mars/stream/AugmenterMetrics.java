package dev.mars.stream;

import dev.mars.retrieval.Augmentation;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Outputs by status, the size of the index, and the model that is in use. */
final class AugmenterMetrics {
    private final MetricGroup group;
    private final Map<String, Counter> outputs = new TreeMap<>();
    private volatile long modelVersion;

    AugmenterMetrics(MetricGroup group, IntSupplier donors) {
        this.group = group;
        group.gauge("donors", (Gauge<Integer>) donors::getAsInt);
        group.gauge("modelVersion", (Gauge<Long>) () -> modelVersion);
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
}
