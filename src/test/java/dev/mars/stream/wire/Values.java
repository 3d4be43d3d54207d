// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.Activity;
import dev.mars.profile.DonorUpdate;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.Profile;
import dev.mars.profile.ProfileEvent;
import dev.mars.profile.SequenceEvent;
import dev.mars.profile.Standing;
import dev.mars.profile.Tier;
import dev.mars.retrieval.Donor;
import dev.mars.stream.Arrival;
import dev.mars.stream.IndexChange;
import dev.mars.stream.ItemCopy;
import dev.mars.stream.ItemVersion;
import dev.mars.stream.Outgoing;
import dev.mars.stream.Request;
import dev.mars.stream.UserInput;
import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawHeader;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Values of everything that stands on a stream or in state, the odd ones included. The same seed
 * gives the same values, and the committed fixtures were made from seed 1: a change here that draws
 * otherwise makes them wrong, so a new kind of value gets a new method.
 */
final class Values {
    /** Those that there were when the fixtures were written. */
    private static final int REASONS = Reason.BEHIND_WATERMARK.ordinal() + 1;

    private static final String[] STRINGS = {
        "",
        "u",
        "user-1",
        "ключ",
        "\u0000",
        "\uD83D\uDE80",
        "\uD800",
        "click",
        "a b\nc",
        "x".repeat(300)
    };
    private static final long[] LONGS = {
        0, 1, -1, 1_380_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, 255, 1L << 63 | 12
    };

    private final Random random;

    Values(long seed) {
        random = new Random(seed);
    }

    Behavior behavior() {
        return new Behavior(string(), string(), string(), time(), rating());
    }

    RawRecord raw() {
        List<RawHeader> headers = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            headers.add(new RawHeader(string(), bytes()));
        }
        return new RawRecord(
                string(), random.nextInt(9), time(), time(), bytes(), bytes(), headers);
    }

    Arrival arrival() {
        return new Arrival(behavior(), maybe() ? raw() : null);
    }

    ItemFeatures item() {
        return new ItemFeatures(string(), time(), vector(), vector());
    }

    BaseFeatures features() {
        return new BaseFeatures(vector(), vector(), time());
    }

    ItemCopy copy() {
        return new ItemCopy(random.nextInt(1024), version());
    }

    ItemVersion version() {
        return new ItemVersion(
                string(),
                time(),
                features(),
                maybe(),
                random.nextInt(9),
                time(),
                maybe() ? raw() : null);
    }

    UserInput input() {
        String user = string();
        long time = time();
        ProfileEvent behavior =
                maybe()
                        ? new ProfileEvent(user, string(), string(), time, rating(), features())
                        : null;
        return new UserInput(user, time, behavior);
    }

    Evidence evidence() {
        return new Evidence(vector(), random.nextDouble(), vector(), random.nextGaussian(), time());
    }

    EventSequence events() {
        List<SequenceEvent> events = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            events.add(new SequenceEvent(string(), time(), string(), time()));
        }
        return EventSequence.of(events);
    }

    Profile profile() {
        Activity activity = new Activity(random.nextDouble(), time(), tier(), time());
        Standing standing = Standing.values()[random.nextInt(3)];
        Evidence evidence = evidence();
        EventSequence events = events();
        long lastTime = time();
        int unsent = random.nextInt(100);
        return new Profile(activity, evidence, events, lastTime, standing, unsent, 1_000L * unsent);
    }

    Request request() {
        return new Request(
                string(), time(), maybe(), tier(), random.nextDouble(), events(), evidence());
    }

    Donor donor() {
        return new Donor(string(), evidence(), events());
    }

    IndexChange change() {
        return switch (random.nextInt(3)) {
            case 0 ->
                    new IndexChange.OfDonor(
                            time(),
                            new DonorUpdate(
                                    string(),
                                    DonorUpdate.Kind.values()[random.nextInt(3)],
                                    evidence(),
                                    events()));
            case 1 -> new IndexChange.OfItem(time(), string(), time(), maybe());
            default ->
                    new IndexChange.OfModel(string(), time(), time(), new Alignment(map(), map()));
        };
    }

    Outgoing outgoing() {
        // The least long stands for none.
        Long timestamp = maybe() ? (Long) (long) random.nextInt() : null;
        return new Outgoing(bytes(), bytes(), timestamp);
    }

    Inbound<Behavior> inboundBehavior() {
        return inbound(behavior());
    }

    Inbound<ItemFeatures> inboundItem() {
        return inbound(item());
    }

    private <T> Inbound<T> inbound(T value) {
        Inbound.Kind kind = Inbound.Kind.values()[random.nextInt(4)];
        boolean named = kind == Inbound.Kind.VALUE || kind == Inbound.Kind.TOMBSTONE;
        // Written by name, so later ones need no new fixture; the draws must stay as they were.
        Reason reason = Reason.values()[random.nextInt(REASONS)];
        return new Inbound<>(
                raw(),
                kind,
                kind == Inbound.Kind.VALUE ? value : null,
                named ? string() : null,
                time(),
                kind == Inbound.Kind.REJECTED ? new Rejection(reason, string()) : null);
    }

    ShardValues shards() {
        return new ShardValues(this, random);
    }

    private AffineMap map() {
        return maybe() ? null : new AffineMap(floats(4), floats(2));
    }

    private Tier tier() {
        return Tier.values()[random.nextInt(3)];
    }

    private Float rating() {
        return maybe() ? null : (Float) (float) random.nextGaussian();
    }

    private float[] vector() {
        return random.nextInt(3) == 0 ? null : floats(random.nextInt(4));
    }

    float[] floats(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(5) == 0 ? -0f : (float) random.nextGaussian();
        }
        return values;
    }

    private byte[] bytes() {
        if (random.nextInt(4) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return bytes;
    }

    String string() {
        return STRINGS[random.nextInt(STRINGS.length)];
    }

    long time() {
        return maybe() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong() >>> 20;
    }

    boolean maybe() {
        return random.nextBoolean();
    }
}
