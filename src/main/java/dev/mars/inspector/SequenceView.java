// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An output as the page shows it.
 *
 * @param own the user's positives, newest first
 * @param augmented best first
 */
record SequenceView(
        String userId,
        long asOf,
        Tier tier,
        double activity,
        AugmentationStatus status,
        long modelVersion,
        long indexEpoch,
        double topSimilarity,
        int donorsUsed,
        List<Own> own,
        List<Augmented> augmented,
        Donors donors) {

    /**
     * @param time of the event, milliseconds
     * @param features whether the item had any when the user met it
     */
    record Own(String itemId, String title, long time, String action, boolean features) {}

    record Augmented(String itemId, String title, double score, int supporters, boolean features) {}

    /**
     * The donors behind the augmentation.
     *
     * @param shown whether whoever started the inspector wants to see them
     * @param published whether the output says who they are
     * @param users best first; empty unless both
     */
    record Donors(boolean shown, boolean published, List<Donor> users) {}

    /**
     * @param tier at the donor's own latest output; null if it is not held
     */
    record Donor(String userId, Tier tier, Double activity) {}

    /**
     * @param titles of items by id
     * @param users by id
     * @param showDonors false leaves out who they are
     */
    static SequenceView of(
            AugmentedSequence sequence,
            UnaryOperator<String> titles,
            Function<String, Optional<UserRow>> users,
            boolean showDonors) {
        List<Own> own = new ArrayList<>();
        for (OwnEvent event : sequence.getOwn()) {
            own.add(
                    new Own(
                            event.getItemId(),
                            titles.apply(event.getItemId()),
                            event.getEventTime(),
                            event.getAction(),
                            event.getCode() != 0));
        }
        Collections.reverse(own);
        List<Augmented> augmented =
                sequence.getAugmented().stream()
                        .map(
                                item ->
                                        new Augmented(
                                                item.getItemId(),
                                                titles.apply(item.getItemId()),
                                                item.getScore(),
                                                item.getSupporters(),
                                                item.getCode() != 0))
                        .toList();
        return new SequenceView(
                sequence.getUserId(),
                sequence.getAsOf(),
                sequence.getTier(),
                sequence.getActivity(),
                sequence.getStatus(),
                sequence.getModelVersion(),
                sequence.getIndexEpoch(),
                sequence.getTopSimilarity(),
                sequence.getDonorsUsed(),
                own,
                augmented,
                donors(sequence.getDonors(), users, showDonors));
    }

    private static Donors donors(
            List<String> ids, Function<String, Optional<UserRow>> users, boolean show) {
        List<Donor> donors =
                ids.stream()
                        .filter(id -> show)
                        .map(
                                id ->
                                        users.apply(id)
                                                .map(u -> new Donor(id, u.tier(), u.activity()))
                                                .orElse(new Donor(id, null, null)))
                        .toList();
        return new Donors(show, !ids.isEmpty(), donors);
    }
}
