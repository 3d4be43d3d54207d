// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A bounded job that counts its records in keyed state. */
final class KeyedCountJob {
    private static final int KEYS = 100;

    /** Submits it and returns the sum of the counts of all keys. */
    static long run(Configuration flink, long records) throws Exception {
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.fromSequence(1, records)
                .uid("numbers")
                .keyBy(n -> n % KEYS)
                .process(new Count())
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
        JobExecutionResult result =
                env.executeAsync("keyed count").getJobExecutionResult().get(5, TimeUnit.MINUTES);
        return result.<Long>getAccumulatorResult("increments");
    }

    private static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1L;

        private final LongCounter increments = new LongCounter();
        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            getRuntimeContext().addAccumulator("increments", increments);
        }

        @Override
        public void processElement(Long value, Context context, Collector<Long> out)
                throws Exception {
            long before = count.value() == null ? 0 : count.value();
            count.update(before + 1);
            increments.add(count.value() - before);
            out.collect(before + 1);
        }
    }

    private KeyedCountJob() {}
}
