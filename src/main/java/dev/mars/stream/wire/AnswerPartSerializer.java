// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.ShardAnswer;
import dev.mars.retrieval.Status;
import dev.mars.stream.AnswerPart;
import dev.mars.stream.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: a tag, then a request or what a shard answers. In each version a request is in the
 * form that its own serializer has under the same number.
 */
public final class AnswerPartSerializer extends VersionedSerializer<AnswerPart> {
    private static final long serialVersionUID = 1L;

    private static final int REQUEST = 0;
    private static final int SHARD = 1;
    private static final int NONE = -1;
    private static final Status[] STATUSES = Status.values();

    private final RequestSerializer requests = new RequestSerializer();

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(AnswerPart value, DataOutputView out) throws IOException {
        if (value instanceof AnswerPart.OfRequest of) {
            out.writeByte(REQUEST);
            requests.write(of.request(), out);
            out.writeLong(of.modelVersion());
            out.writeByte(of.known() == null ? NONE : of.known().ordinal());
            out.writeInt(of.donors());
            out.writeDouble(of.floor());
        } else if (value instanceof AnswerPart.OfShard of) {
            out.writeByte(SHARD);
            Fields.writeString(of.userId(), out);
            out.writeLong(of.asOf());
            out.writeInt(of.shards());
            write(of.answer(), out);
        }
    }

    @Override
    protected AnswerPart read(int version, DataInputView in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case REQUEST -> {
                Request request = requests.read(version, in);
                long model = in.readLong();
                int status = in.readByte();
                yield new AnswerPart.OfRequest(
                        request,
                        model,
                        status == NONE ? null : STATUSES[status],
                        in.readInt(),
                        in.readDouble());
            }
            case SHARD ->
                    new AnswerPart.OfShard(
                            Fields.readString(in), in.readLong(), in.readInt(), readAnswer(in));
            default -> throw new IOException("answer part has tag " + tag + "; known are 0 and 1");
        };
    }

    private static void write(ShardAnswer answer, DataOutputView out) throws IOException {
        out.writeBoolean(answer.hasUser());
        out.writeInt(answer.items().size());
        for (ShardAnswer.Item item : answer.items()) {
            Fields.writeString(item.itemId(), out);
            out.writeInt(item.holders());
            out.writeLong(item.code());
            out.writeBoolean(item.retired());
        }
        out.writeInt(answer.hits());
        out.writeInt(answer.donors().size());
        for (ShardAnswer.Found donor : answer.donors()) {
            Fields.writeString(donor.userId(), out);
            out.writeLong(donor.lastPositive());
            out.writeDouble(donor.similarity());
            out.writeInt(donor.items().length);
            for (int item : donor.items()) {
                out.writeInt(item);
            }
        }
    }

    private static ShardAnswer readAnswer(DataInputView in) throws IOException {
        boolean hasUser = in.readBoolean();
        int count = in.readInt();
        List<ShardAnswer.Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(
                    new ShardAnswer.Item(
                            Fields.readString(in), in.readInt(), in.readLong(), in.readBoolean()));
        }
        int hits = in.readInt();
        int size = in.readInt();
        List<ShardAnswer.Found> donors = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            donors.add(
                    new ShardAnswer.Found(
                            Fields.readString(in), in.readLong(), in.readDouble(), readItems(in)));
        }
        return new ShardAnswer(hasUser, donors, hits, items);
    }

    private static int[] readItems(DataInputView in) throws IOException {
        int[] items = new int[in.readInt()];
        for (int i = 0; i < items.length; i++) {
            items[i] = in.readInt();
        }
        return items;
    }
}
