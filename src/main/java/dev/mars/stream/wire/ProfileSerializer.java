// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Activity;
import dev.mars.profile.Profile;
import dev.mars.profile.Standing;
import dev.mars.profile.Tier;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: activity, evidence, packed events, last time, standing, unsent. Version 1: unpacked.
 */
public final class ProfileSerializer extends VersionedSerializer<Profile> {
    private static final long serialVersionUID = 1L;

    private static final Tier[] TIERS = Tier.values();
    private static final Standing[] STANDINGS = Standing.values();

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(Profile value, DataOutputView out) throws IOException {
        Activity activity = value.activity();
        out.writeDouble(activity.count());
        out.writeLong(activity.time());
        out.writeByte(activity.tier().ordinal());
        out.writeLong(activity.demoteAt());
        Fields.writeEvidence(value.evidence(), out);
        Fields.writePackedEvents(value.events(), out);
        out.writeLong(value.lastTime());
        out.writeByte(value.standing().ordinal());
        out.writeInt(value.unsent());
    }

    @Override
    protected Profile read(int version, DataInputView in) throws IOException {
        Activity activity =
                new Activity(in.readDouble(), in.readLong(), TIERS[in.readByte()], in.readLong());
        return new Profile(
                activity,
                Fields.readEvidence(in),
                version == 1 ? Fields.readEvents(in) : Fields.readPackedEvents(in),
                in.readLong(),
                STANDINGS[in.readByte()],
                in.readInt());
    }
}
