// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.CommittedFile;
import dev.mars.topic.Reason;
import java.util.Arrays;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;

class JobMetricTest {
    private final MetricGroup operator =
            UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();

    /** Alerts and dashboards are written by it. */
    @Test
    void theCommittedReferenceIsCurrent() throws Exception {
        CommittedFile.assertCurrent(
                "docs/metrics.md", MetricReference.markdown(), MetricReference.COMMAND);
    }

    /** An alert on a name that Flink does not report never fires. */
    @Test
    void prometheusNamesAreThoseThatFlinkMakes() {
        for (JobMetric metric : JobMetric.values()) {
            MetricGroup group =
                    metric.label() == null ? operator : operator.addGroup(metric.label(), "x");
            String scope = ((AbstractMetricGroup<?>) group).getLogicalScope(name -> name, '_');
            assertThat(metric.prometheusName()).isEqualTo("flink_" + scope + "_" + metric.title());
        }
    }

    /** Two of one name and scope: Flink would drop the second, with a warning in the log. */
    @Test
    void namesAreUnique() {
        assertThat(Arrays.stream(JobMetric.values()).map(JobMetric::title)).doesNotHaveDuplicates();
    }

    /** A rate would not see the first dead letter if its counter came with it. */
    @Test
    void everyReasonIsCountedFromTheStart() {
        var counters = JobMetric.DEAD_LETTERS.counters(operator, Reason.class);
        assertThat(counters.keySet()).containsExactly(Reason.values());
        assertThat(counters.get(Reason.LATE)).isNotSameAs(counters.get(Reason.OTHER_BASE));
    }

    /** What the reference calls a counter by reason must not be reported as anything else. */
    @Test
    void aMetricIsRegisteredAsWhatItIs() {
        assertThatThrownBy(() -> JobMetric.DONORS.counter(operator))
                .hasMessage("donors is not a counter without a label, see JobMetric");
        assertThatThrownBy(() -> JobMetric.DEAD_LETTERS.counter(operator))
                .hasMessageStartingWith("deadLetters is not a counter without a label");
        assertThatThrownBy(() -> JobMetric.OUTPUTS.gauge(operator, () -> 1))
                .hasMessageStartingWith("outputs is not a gauge");
        assertThatThrownBy(() -> JobMetric.OUTPUTS.histogram(operator))
                .hasMessageStartingWith("outputs is not a histogram");
    }
}
