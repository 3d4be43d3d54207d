// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Takes requests in event-time order, beside a broadcast of what they are answered by.
 *
 * <p>State per user: the requests that wait by their time, as far as a checkpoint has found them
 * waiting. Broadcast state: see {@link ModelBook}.
 *
 * @param <C> what is broadcast
 */
abstract class RequestOperator<C, O> extends EventTimeOperator<Request, O>
        implements TwoInputStreamOperator<Request, C, O> {
    private static final long serialVersionUID = 1L;

    /** Some 50 MB, if each has a long sequence. */
    private static final int MOST_ON_HEAP = 5_000;

    final AugmenterSettings settings;

    transient ModelBook models;

    private transient MapState<Long, Request> waiting;

    RequestOperator(AugmenterSettings settings) {
        super("requests", MOST_ON_HEAP);
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        models = ModelBook.restore(context.getOperatorStateStore(), settings.base());
    }

    @Override
    public void open() throws Exception {
        super.open();
        waiting =
                getPartitionedState(
                        new MapStateDescriptor<>(
                                "requests",
                                org.apache.flink.api.common.typeinfo.Types.LONG,
                                Types.REQUEST));
    }

    @Override
    public void processElement1(StreamRecord<Request> element) throws Exception {
        await(element.getValue().asOf(), element.getValue());
    }

    @Override
    void store(long time, List<Request> requests) throws Exception {
        // Of a user and time there is one.
        for (Request request : requests) {
            waiting.put(time, request);
        }
    }

    @Override
    List<Request> takeStored(long time) throws Exception {
        Request request = waiting.get(time);
        if (request == null) {
            return List.of();
        }
        waiting.remove(time);
        return List.of(request);
    }
}
