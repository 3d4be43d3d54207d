// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.HoldingChange;
import dev.mars.stream.LedgerChange;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: a tag and an epoch, then a holding, a number of donors or a retirement. */
public final class LedgerChangeSerializer extends VersionedSerializer<LedgerChange> {
    private static final long serialVersionUID = 1L;

    private static final int HOLDING = 0;
    private static final int DONORS = 1;
    private static final int RETIREMENT = 2;

    private final HoldingSerializer holdings = new HoldingSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(LedgerChange value, DataOutputView out) throws IOException {
        if (value instanceof LedgerChange.OfHolding of) {
            out.writeByte(HOLDING);
            out.writeLong(of.epoch());
            Fields.writeString(of.change().itemId(), out);
            Fields.writeString(of.change().userId(), out);
            holdings.writeNullable(of.change().before(), out);
            holdings.writeNullable(of.change().after(), out);
        } else if (value instanceof LedgerChange.OfDonors of) {
            out.writeByte(DONORS);
            out.writeLong(of.epoch());
            out.writeInt(of.by());
        } else if (value instanceof LedgerChange.OfRetirement of) {
            out.writeByte(RETIREMENT);
            out.writeLong(of.epoch());
            Fields.writeString(of.itemId(), out);
            out.writeLong(of.time());
            out.writeBoolean(of.retired());
        }
    }

    @Override
    protected LedgerChange read(int version, DataInputView in) throws IOException {
        int tag = in.readByte();
        long epoch = in.readLong();
        return switch (tag) {
            case HOLDING ->
                    new LedgerChange.OfHolding(
                            epoch,
                            new HoldingChange(
                                    Fields.readString(in),
                                    Fields.readString(in),
                                    holdings.readNullable(version, in),
                                    holdings.readNullable(version, in)));
            case DONORS -> new LedgerChange.OfDonors(epoch, in.readInt());
            case RETIREMENT ->
                    new LedgerChange.OfRetirement(
                            epoch, Fields.readString(in), in.readLong(), in.readBoolean());
            default -> throw new IOException("ledger change has tag " + tag + "; known are 0 to 2");
        };
    }
}
