// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Activity;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Profile;
import dev.mars.profile.Standing;
import dev.mars.profile.Tier;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 4: activity, evidence, events, last time, standing, unsent, time to wake at. Version 3
 * did not say the last; versions 1 and 2 had the events in other forms, too.
 */
public final class ProfileSerializer extends VersionedSerializer<Profile> {
    private static final long serialVersionUID = 1L;

    private static final Tier[] TIERS = Tier.values();
    private static final Standing[] STANDINGS = Standing.values();

    @Override
    protected int version() {
        return 4;
    }

    @Override
    protected void write(Profile value, DataOutputView out) throws IOException {
        Activity activity = value.activity();
        out.writeDouble(activity.count());
        out.writeLong(activity.time());
        out.writeByte(activity.tier().ordinal());
        out.writeLong(activity.demoteAt());
        Fields.writeEvidence(value.evidence(), out);
        value.events().writeTo(out);
        out.writeLong(value.lastTime());
        out.writeByte(value.standing().ordinal());
        out.writeInt(value.unsent());
        out.writeLong(value.wakeAt());
    }

    @Override
    protected Profile read(int version, DataInputView in) throws IOException {
        Activity activity =
                new Activity(in.readDouble(), in.readLong(), TIERS[in.readByte()], in.readLong());
        return new Profile(
                activity,
                Fields.readEvidence(in),
                events(version, in),
                in.readLong(),
                STANDINGS[in.readByte()],
                in.readInt(),
                version < 4 ? Profile.UNTOLD : in.readLong());
    }

    private static EventSequence events(int version, DataInputView in) throws IOException {
        return switch (version) {
            case 1 -> Fields.readEvents(in);
            case 2 -> Fields.readPackedEvents(in);
            default -> EventSequence.readFrom(in);
        };
    }
}
