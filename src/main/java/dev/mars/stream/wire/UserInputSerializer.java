// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.ProfileEvent;
import dev.mars.stream.UserInput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: user, time, whether it is a behaviour, and then item, action, rating, features. */
public final class UserInputSerializer extends VersionedSerializer<UserInput> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(UserInput value, DataOutputView out) throws IOException {
        Fields.writeString(value.userId(), out);
        out.writeLong(value.time());
        ProfileEvent behavior = value.behavior();
        out.writeBoolean(behavior != null);
        if (behavior != null) {
            Fields.writeString(behavior.itemId(), out);
            Fields.writeString(behavior.action(), out);
            Fields.writeRating(behavior.rating(), out);
            Fields.writeFeatures(behavior.features(), out);
        }
    }

    @Override
    protected UserInput read(int version, DataInputView in) throws IOException {
        String userId = Fields.readString(in);
        long time = in.readLong();
        ProfileEvent behavior = null;
        if (in.readBoolean()) {
            String itemId = Fields.readString(in);
            String action = Fields.readString(in);
            Float rating = Fields.readRating(in);
            behavior =
                    new ProfileEvent(userId, itemId, action, time, rating, Fields.readFeatures(in));
        }
        return new UserInput(userId, time, behavior);
    }
}
