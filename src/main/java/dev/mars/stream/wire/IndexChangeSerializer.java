// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.profile.DonorUpdate;
import dev.mars.stream.IndexChange;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: a tag, then a donor's update, an item's change or a model. Version 1 had the update's
 * events in another form.
 */
public final class IndexChangeSerializer extends VersionedSerializer<IndexChange> {
    private static final long serialVersionUID = 1L;

    private static final int DONOR = 0;
    private static final int ITEM = 1;
    private static final int MODEL = 2;
    private static final DonorUpdate.Kind[] KINDS = DonorUpdate.Kind.values();

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(IndexChange change, DataOutputView out) throws IOException {
        if (change instanceof IndexChange.OfDonor donor) {
            out.writeByte(DONOR);
            out.writeLong(donor.epoch());
            Fields.writeString(donor.update().userId(), out);
            out.writeByte(donor.update().kind().ordinal());
            Fields.writeEvidence(donor.update().evidence(), out);
            donor.update().events().writeTo(out);
        } else if (change instanceof IndexChange.OfItem item) {
            out.writeByte(ITEM);
            out.writeLong(item.epoch());
            Fields.writeString(item.itemId(), out);
            out.writeLong(item.time());
            out.writeBoolean(item.retired());
        } else if (change instanceof IndexChange.OfModel model) {
            out.writeByte(MODEL);
            Fields.writeString(model.baseId(), out);
            out.writeLong(model.version());
            out.writeLong(model.effectiveFrom());
            writeMap(model.alignment().text(), out);
            writeMap(model.alignment().image(), out);
        }
    }

    @Override
    protected IndexChange read(int version, DataInputView in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case DONOR ->
                    new IndexChange.OfDonor(
                            in.readLong(),
                            new DonorUpdate(
                                    Fields.readString(in),
                                    KINDS[in.readByte()],
                                    Fields.readEvidence(in),
                                    Fields.readEvents(version, in)));
            case ITEM ->
                    new IndexChange.OfItem(
                            in.readLong(), Fields.readString(in), in.readLong(), in.readBoolean());
            case MODEL ->
                    new IndexChange.OfModel(
                            Fields.readString(in),
                            in.readLong(),
                            in.readLong(),
                            new Alignment(readMap(in), readMap(in)));
            default -> throw new IOException("index change has tag " + tag + "; known are 0 to 2");
        };
    }

    private static void writeMap(AffineMap map, DataOutputView out) throws IOException {
        Fields.writeVector(map == null ? null : map.matrix(), out);
        if (map != null) {
            Fields.writeVector(map.bias(), out);
        }
    }

    private static AffineMap readMap(DataInputView in) throws IOException {
        float[] matrix = Fields.readVector(in);
        return matrix == null ? null : new AffineMap(matrix, Fields.readVector(in));
    }
}
