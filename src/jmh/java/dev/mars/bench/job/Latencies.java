// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From event time to output, over a span of time; and how far behind the newest output is. The
 * listener's thread writes, others read.
 */
final class Latencies implements OutputReader.Listener {
    private static final int MOST = 2_000_000;

    private final float[] milliseconds = new float[MOST];
    private int count;
    private boolean counting;
    private long newest = Long.MIN_VALUE;
    private long taken;
    private long outputs;

    @Override
    public synchronized void output(long asOf, long taken) {
        outputs++;
        if (asOf > newest) {
            newest = asOf;
            this.taken = taken;
        }
        if (counting && count < MOST) {
            milliseconds[count++] = taken - asOf;
        }
    }

    /** Counts from here on, and forgets what was counted before. */
    synchronized void restart() {
        count = 0;
        counting = true;
    }

    synchronized void stop() {
        counting = false;
    }

    /** Outputs so far. */
    synchronized long outputs() {
        return outputs;
    }

    /** Event time of the newest output; {@link Long#MIN_VALUE} before the first. */
    synchronized long newest() {
        return newest;
    }

    /** Milliseconds from its event time to the broker, of the newest output. */
    synchronized long behind() {
        return newest == Long.MIN_VALUE ? Long.MAX_VALUE : taken - newest;
    }

    /**
     * Quantiles.
     *
     * @param floor milliseconds that event time itself takes, to subtract
     */
    synchronized Map<String, Object> json(double floor) {
        double[] sorted = new double[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = milliseconds[i];
        }
        Arrays.sort(sorted);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outputs", count);
        json.put("floorMs", floor);
        for (double share : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
            String name = share == 1 ? "max" : "p" + String.valueOf(share * 100).replace(".0", "");
            double all = Statistics.quantile(sorted, share);
            json.put(name + "Ms", Statistics.rounded(all));
            json.put(name + "OwnMs", Statistics.rounded(all - floor));
        }
        return json;
    }
}
