// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when donors hold an item, as far as outputs tell.
 *
 * <p>A user is <em>warm</em> at an output if one of the own items in it stood among the own items
 * of another output, of any user, that was of tier HIGH and earlier than the output's epoch, which
 * is when the donors that it saw were what they were. Two things are not known from outputs, and so
 * make a few users warm who are not: whether that donor has become less active since, and whether
 * the item has left the donor's last positives.
 */
public final class DonorItems {
    private final Map<String, Long> since = new HashMap<>();

    /** Takes note of a HIGH user's own items in an output. Outputs may come in any order. */
    public void add(List<String> items, long asOf) {
        items.forEach(item -> since.merge(item, asOf, Math::min));
    }

    /**
     * @param epochStart first millisecond of the epoch of the output, since the epoch of UTC
     */
    public boolean areHeld(List<String> own, long epochStart) {
        return own.stream().anyMatch(item -> since.getOrDefault(item, Long.MAX_VALUE) < epochStart);
    }
}
