// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Puts a broadcast input beside a keyed one, for an operator of our own. */
final class BroadcastSide<B> {
    private final DataStream<B> broadcast;

    BroadcastSide(DataStream<B> broadcast) {
        this.broadcast = broadcast;
    }

    <K, T, O> SingleOutputStreamOperator<O> beside(
            KeyedStream<T, K> keyed,
            TwoInputStreamOperator<T, B, O> operator,
            TypeInformation<O> type,
            String name,
            String uid) {
        StreamExecutionEnvironment env = keyed.getExecutionEnvironment();
        var transformation =
                new TwoInputTransformation<>(
                        keyed.getTransformation(),
                        broadcast.broadcast().getTransformation(),
                        name,
                        SimpleOperatorFactory.of(operator),
                        type,
                        env.getParallelism());
        transformation.setStateKeySelectors(keyed.getKeySelector(), null);
        transformation.setStateKeyType(keyed.getKeyType());
        transformation.setUid(uid);
        env.addOperator(transformation);
        return new Stream<>(env, transformation);
    }

    /** Side outputs are asked of this type of stream alone, whose constructor is not public. */
    private static final class Stream<O> extends SingleOutputStreamOperator<O> {
        Stream(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, O> transformation) {
            super(env, transformation);
        }
    }
}
