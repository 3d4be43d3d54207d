// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.ProfileEvent;

/**
 * What changes a user's profile.
 *
 * @param time event time, milliseconds since the epoch
 * @param behavior null for an erasure
 */
public record UserInput(String userId, long time, ProfileEvent behavior) {
    static UserInput of(ProfileEvent behavior) {
        return new UserInput(behavior.userId(), behavior.eventTime(), behavior);
    }

    static UserInput erasure(String userId, long time) {
        return new UserInput(userId, time, null);
    }

    boolean isErasure() {
        return behavior == null;
    }
}
