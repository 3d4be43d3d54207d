// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Evidence;
import dev.mars.retrieval.ItemSummary;
import dev.mars.retrieval.Plan;
import dev.mars.stream.IndexChange;
import dev.mars.stream.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: a tag, then an item, a number of donors, a model or a plan. */
public final class NoticeSerializer extends VersionedSerializer<Notice> {
    private static final long serialVersionUID = 1L;

    private static final int ITEM = 0;
    private static final int DONORS = 1;
    private static final int MODEL = 2;
    private static final int PLAN = 3;

    private final IndexChangeSerializer changes = new IndexChangeSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Notice value, DataOutputView out) throws IOException {
        if (value instanceof Notice.OfItem of) {
            out.writeByte(ITEM);
            out.writeLong(of.epoch());
            Fields.writeString(of.item().itemId(), out);
            out.writeInt(of.item().holders());
            out.writeLong(of.item().code());
            out.writeBoolean(of.item().last() != null);
            if (of.item().last() != null) {
                Fields.writePlace(of.item().last(), out);
            }
            out.writeBoolean(of.item().retired());
        } else if (value instanceof Notice.OfDonors of) {
            out.writeByte(DONORS);
            out.writeLong(of.epoch());
            out.writeInt(of.count());
        } else if (value instanceof Notice.OfModel of) {
            out.writeByte(MODEL);
            changes.write(of.model(), out);
        } else if (value instanceof Notice.OfPlan of) {
            out.writeByte(PLAN);
            out.writeLong(of.asOf());
            write(of.plan(), out);
        }
    }

    @Override
    protected Notice read(int version, DataInputView in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case ITEM ->
                    new Notice.OfItem(
                            in.readLong(),
                            new ItemSummary(
                                    Fields.readString(in),
                                    in.readInt(),
                                    in.readLong(),
                                    in.readBoolean() ? Fields.readPlace(in) : null,
                                    in.readBoolean()));
            case DONORS -> new Notice.OfDonors(in.readLong(), in.readInt());
            case MODEL -> new Notice.OfModel((IndexChange.OfModel) changes.read(version, in));
            case PLAN -> new Notice.OfPlan(in.readLong(), readPlan(in));
            default -> throw new IOException("notice has tag " + tag + "; known are 0 to 3");
        };
    }

    private static void write(Plan plan, DataOutputView out) throws IOException {
        Fields.writeString(plan.userId(), out);
        Fields.writeEvidence(plan.evidence(), out);
        out.writeInt(plan.donors());
        out.writeDouble(plan.floor());
        out.writeInt(plan.walks().size());
        for (Plan.Walk walk : plan.walks()) {
            Fields.writeStrings(walk.items(), out);
            Fields.writeVector(walk.cosines(), out);
            out.writeFloat(walk.floor());
        }
    }

    private static Plan readPlan(DataInputView in) throws IOException {
        String userId = Fields.readString(in);
        Evidence evidence = Fields.readEvidence(in);
        int donors = in.readInt();
        double floor = in.readDouble();
        int count = in.readInt();
        List<Plan.Walk> walks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            walks.add(new Plan.Walk(Fields.readStrings(in), Fields.readVector(in), in.readFloat()));
        }
        return new Plan(userId, evidence, donors, floor, walks);
    }
}
