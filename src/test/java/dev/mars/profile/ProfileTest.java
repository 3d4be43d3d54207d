// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.BaseFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class ProfileTest {
    private static final long START = 1_380_000_000_000L;
    private static final Map<String, Double> WEIGHTS =
            Map.of("impression", 0.0, "click", 1.0, "like", 2.0);

    /** MEDIUM from 2, HIGH from 3, the last 4 are kept, no decay. */
    private static final PositiveRule RULE = rule(0, 4, 0);

    private static PositiveRule rule(long halfLife, int length, long expireAfter) {
        ActivityRule activity = new ActivityRule(new Decay(halfLife), 2, 3, 0.8);
        return new PositiveRule(WEIGHTS, activity, length, expireAfter);
    }

    /** Partitions deliver the behaviours of one instant in any order. */
    @Property
    void theOrderOfBehavioursOfAnInstantHasNoSay(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
        Random random = new Random(seed);
        List<ProfileEvent> behaviors = behaviors(random, START, n);
        List<ProfileEvent> shuffled = new ArrayList<>(behaviors);
        Collections.shuffle(shuffled, random);
        assertThat(Profile.EMPTY.apply(shuffled, START, RULE))
                .isEqualTo(Profile.EMPTY.apply(behaviors, START, RULE));
    }

    /** A producer that repeats itself must not make a user more active. */
    @Property
    void exactDuplicatesCountOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int n) {
        List<ProfileEvent> behaviors = behaviors(new Random(seed), START, n);
        List<ProfileEvent> twice = new ArrayList<>(behaviors);
        twice.addAll(behaviors);
        assertThat(Profile.EMPTY.apply(twice, START, RULE))
                .isEqualTo(Profile.EMPTY.apply(behaviors, START, RULE));
    }

    /** What differs in anything is another behaviour. */
    @Example
    void anotherItemActionOrRatingIsNoDuplicate() {
        List<ProfileEvent> four =
                List.of(
                        event("a", "click", START, null),
                        event("a", "click", START, 1f),
                        event("a", "like", START, null),
                        event("b", "click", START, null));
        Profile profile = Profile.EMPTY.apply(four, START, RULE);
        assertThat(profile.activity().count()).isEqualTo(4);
        assertThat(profile.events())
                .extracting(SequenceEvent::itemId)
                .containsExactly("a", "a", "a", "b");
    }

    @Example
    void anImpressionIsNoPositive() {
        Profile clicked = click(Profile.EMPTY, START, "a");
        Profile seen = apply(clicked, event("b", "impression", START + 5, null));
        assertThat(seen)
                .isEqualTo(
                        new Profile(
                                clicked.activity(),
                                clicked.evidence(),
                                clicked.events(),
                                START + 5,
                                Standing.ABSENT,
                                1,
                                Profile.NEVER));
    }

    @Example
    void anActionThatIsNotConfiguredIsAnError() {
        assertThatThrownBy(() -> apply(Profile.EMPTY, event("a", "dance", START, null)))
                .hasMessageContaining("'dance'")
                .hasMessageContaining("mars.actions");
    }

    @Example
    void theLastPositivesAreKept() {
        Profile profile = click(Profile.EMPTY, START, "a", "b", "c", "d", "e", "f");
        assertThat(profile.events())
                .extracting(SequenceEvent::itemId)
                .containsExactly("c", "d", "e", "f");
        assertThat(profile.activity().count()).isEqualTo(6);
        assertThat(profile.unsent()).isEqualTo(4);
    }

    @Example
    void aPromotionCarriesTheWholeSequenceAndLaterUpdatesWhatIsNew() {
        Profile two = click(Profile.EMPTY, START, "a", "b");
        assertThat(two.concernsDonors()).isFalse();
        assertThat(two.update("u")).isNull();

        Profile three = click(two.sent(), START + 10, "c");
        assertThat(three.concernsDonors()).isTrue();
        DonorUpdate promotion = three.update("u");
        assertThat(promotion)
                .isEqualTo(
                        new DonorUpdate(
                                "u", DonorUpdate.Kind.REPLACE, three.evidence(), three.events()));
        assertThat(three.sent().update("u")).as("nothing is new").isNull();

        Profile four = click(three.sent(), START + 20, "d");
        DonorUpdate news = four.update("u");
        assertThat(news.kind()).isEqualTo(DonorUpdate.Kind.APPEND);
        assertThat(news.events()).extracting(SequenceEvent::itemId).containsExactly("d");
        assertThat(news.evidence()).isEqualTo(four.evidence());
        assertThat(news.fold(promotion.events(), 4)).isEqualTo(four.events());
    }

    @Example
    void anImpressionHasNothingToTellTheIndex() {
        Profile donor = click(Profile.EMPTY, START, "a", "b", "c").sent();
        assertThat(apply(donor, event("d", "impression", START + 9, null)).update("u")).isNull();
    }

    /** Forgotten once the removal has been sent, and promoted afresh with all of it. */
    @Example
    void aDemotionRemovesAndAReturnReplaces() {
        PositiveRule rule = rule(1_000, 4, 0);
        Profile donor = Profile.EMPTY.apply(clicks(START, "a", "b", "c"), START, rule).sent();
        long demoteAt = donor.activity().demoteAt();
        assertThat(donor.at(demoteAt - 1, rule).update("u")).isNull();
        Profile demoted = donor.at(demoteAt, rule);
        assertThat(demoted.update("u")).isEqualTo(DonorUpdate.removal("u"));
        assertThat(demoted.sent().update("u")).isNull();
        assertThat(demoted.sent().concernsDonors()).isFalse();

        Profile back = demoted.sent().apply(clicks(demoteAt, "d", "e"), demoteAt, rule);
        assertThat(back.update("u").kind()).isEqualTo(DonorUpdate.Kind.REPLACE);
        assertThat(back.update("u").events()).isEqualTo(back.events()).hasSize(4);
    }

    /** The net of an epoch: who falls and rises within it was never away. */
    @Example
    void aDemotionAndReturnWithinAnEpochIsAnAppend() {
        PositiveRule rule = rule(1_000, 4, 0);
        Profile donor = Profile.EMPTY.apply(clicks(START, "a", "b", "c"), START, rule).sent();
        long demoteAt = donor.activity().demoteAt();
        Profile back = donor.at(demoteAt, rule).apply(clicks(demoteAt, "d"), demoteAt, rule);
        assertThat(back.activity().tier()).isEqualTo(Tier.HIGH);
        assertThat(back.update("u").kind()).isEqualTo(DonorUpdate.Kind.APPEND);
        assertThat(back.update("u").events())
                .extracting(SequenceEvent::itemId)
                .containsExactly("d");
    }

    /** An erased donor must leave the index, and nothing from before may come back with them. */
    @Example
    void anErasureRemovesOrReplaces() {
        Profile donor = click(Profile.EMPTY, START, "a", "b", "c").sent();
        Profile erased = donor.forget();
        assertThat(erased.events()).isEmpty();
        assertThat(erased.evidence().isEmpty()).isTrue();
        assertThat(erased.concernsDonors()).isTrue();
        assertThat(erased.update("u")).isEqualTo(DonorUpdate.removal("u"));
        assertThat(erased.sent()).isEqualTo(Profile.EMPTY);

        Profile back = click(erased, START + 9, "x", "y", "z");
        assertThat(back.update("u"))
                .isEqualTo(
                        new DonorUpdate(
                                "u", DonorUpdate.Kind.REPLACE, back.evidence(), back.events()));
        assertThat(back.events()).extracting(SequenceEvent::itemId).containsExactly("x", "y", "z");
        assertThat(click(Profile.EMPTY, START, "a").forget()).isEqualTo(Profile.EMPTY);
    }

    @Example
    void aUserExpiresAfterTheirLastBehaviourOfAnyWeight() {
        PositiveRule rule = rule(0, 4, 100);
        Profile donor = Profile.EMPTY.apply(clicks(START, "a", "b", "c"), START, rule).sent();
        Profile seen =
                donor.apply(List.of(event("d", "impression", START + 50, null)), START + 50, rule);
        assertThat(donor.at(START + 99, rule)).isEqualTo(donor);
        assertThat(donor.at(START + 100, rule)).isEqualTo(donor.forget());
        assertThat(seen.at(START + 149, rule)).isEqualTo(seen);
        assertThat(seen.at(START + 150, rule).update("u")).isEqualTo(DonorUpdate.removal("u"));
    }

    /** If folding the updates lost or repeated a positive, donors in the index would drift. */
    @Property
    void foldedUpdatesAreTheDonorsProfile(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int length) {
        Random random = new Random(seed);
        PositiveRule rule = rule(2_000, length, 3_000);
        Profile profile = Profile.EMPTY;
        EventSequence donor = null;
        long time = START;
        for (int epoch = 0; epoch < 30; epoch++) {
            for (int n = random.nextInt(4); n > 0; n--) {
                time += 1 + random.nextInt(400);
                profile = profile.at(time, rule);
                profile =
                        random.nextInt(12) == 0
                                ? profile.forget()
                                : profile.apply(behaviors(random, time, 3), time, rule);
            }
            time += random.nextInt(1_500);
            profile = profile.at(time, rule);
            DonorUpdate update = profile.update("u");
            Statistics.collect(update == null ? "none" : update.kind().name());
            if (update != null) {
                boolean removed = update.kind() == DonorUpdate.Kind.REMOVE;
                EventSequence before = donor == null ? EventSequence.NONE : donor;
                donor = removed ? null : update.fold(before, length);
                profile = profile.sent();
            }
            boolean high = profile.activity().tier() == Tier.HIGH;
            assertThat(donor).isEqualTo(high ? profile.events() : null);
            if (high && update != null) {
                assertThat(update.evidence()).isEqualTo(profile.evidence());
            }
        }
        Statistics.coverage(
                coverage -> {
                    coverage.check("APPEND").count(count -> count > 100);
                    coverage.check("REPLACE").count(count -> count > 100);
                    coverage.check("REMOVE").count(count -> count > 100);
                });
    }

    private static Profile click(Profile profile, long time, String... items) {
        return profile.apply(clicks(time, items), time, RULE);
    }

    private static Profile apply(Profile profile, ProfileEvent event) {
        return profile.apply(List.of(event), event.eventTime(), RULE);
    }

    private static List<ProfileEvent> clicks(long time, String... items) {
        return java.util.Arrays.stream(items)
                .map(item -> event(item, "click", time, null))
                .toList();
    }

    private static List<ProfileEvent> behaviors(Random random, long time, int n) {
        List<ProfileEvent> behaviors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String action = List.of("impression", "click", "like").get(random.nextInt(3));
            Float rating = random.nextBoolean() ? null : (Float) (float) random.nextInt(3);
            behaviors.add(event("i" + random.nextInt(5), action, time, rating));
        }
        return behaviors;
    }

    /** An item's features follow from its name, as they do at one instant. */
    private static ProfileEvent event(String item, String action, long time, Float rating) {
        float x = 1 / (1f + item.hashCode() % 7);
        BaseFeatures features = new BaseFeatures(new float[] {x, 0.1f}, null, item.hashCode());
        return new ProfileEvent("u", item, action, time, rating, features);
    }
}
