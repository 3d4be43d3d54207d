// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.EventSequence;
import dev.mars.retrieval.Worlds.Realign;
import dev.mars.retrieval.Worlds.Remove;
import dev.mars.retrieval.Worlds.Restore;
import dev.mars.retrieval.Worlds.Retire;
import dev.mars.retrieval.Worlds.Step;
import dev.mars.retrieval.Worlds.Upsert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** An index in shards, with all between its parts that a job would have: epochs, one at a time. */
final class Shards {
    private final RetrievalSettings settings;
    private final IndexForm form;
    private final Random random;
    private UnifiedSpace space;
    private Planner planner;
    private ShardMerger merger;
    private final List<DonorShard> shards = new ArrayList<>();
    private final TreeMap<String, Donor> donors = new TreeMap<>();
    private final TreeMap<String, HeldItem> items = new TreeMap<>();
    private final TreeMap<String, HolderSample> samples = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Holding>> holders = new TreeMap<>();

    /** How often a search by embedding had to fill up, so that a test can tell that it did. */
    int filledUp;

    Shards(RetrievalSettings settings, UnifiedSpace space, IndexForm form, int count, long seed) {
        this.settings = settings;
        this.form = form;
        this.space = space;
        random = new Random(seed);
        build(count);
    }

    private void build(int count) {
        planner = new Planner(settings, space, form);
        merger = new ShardMerger(settings);
        shards.clear();
        for (int i = 0; i < count; i++) {
            shards.add(new DonorShard(settings, space, form));
        }
    }

    private DonorShard shardOf(String userId) {
        return shards.get(Math.floorMod(userId.hashCode(), shards.size()));
    }

    /** As from a checkpoint, into another number of shards: all follows from what is in state. */
    void restore(int count) {
        build(count);
        List<Donor> all = new ArrayList<>(donors.values());
        Collections.shuffle(all, random);
        all.forEach(donor -> shardOf(donor.userId()).upsert(ShardDonor.of(donor)));
        items.forEach(
                (id, item) -> {
                    if (item.holders() > 0) {
                        tell(item.summary(id, samples.get(id), settings.postings()));
                    }
                });
        planner.donors(donors.size());
    }

    /** What one epoch changes, net. */
    void fold(List<Step> steps) {
        TreeMap<String, Donor> now = new TreeMap<>(donors);
        TreeMap<String, List<HoldingChange>> changes = new TreeMap<>();
        for (Step step : steps) {
            if (step instanceof Upsert upsert) {
                now.put(upsert.donor().userId(), upsert.donor());
            } else if (step instanceof Remove remove) {
                now.remove(remove.userId());
            } else if (step instanceof Retire retire) {
                retire(retire.itemId(), true, changes);
            } else if (step instanceof Restore restore) {
                retire(restore.itemId(), false, changes);
            }
        }
        TreeSet<String> users = new TreeSet<>(donors.keySet());
        users.addAll(now.keySet());
        for (String user : users) {
            Donor after = now.get(user);
            if (donors.get(user) == after) {
                continue;
            }
            for (HoldingChange change :
                    HoldingChange.between(user, events(donors.get(user)), events(after))) {
                changes.computeIfAbsent(change.itemId(), id -> new ArrayList<>()).add(change);
            }
            if (after == null) {
                shardOf(user).remove(user);
            } else {
                shardOf(user).upsert(ShardDonor.of(after));
            }
        }
        donors.clear();
        donors.putAll(now);
        changes.forEach(this::fold);
        planner.donors(donors.size());
        for (Step step : steps) {
            if (step instanceof Realign realign) {
                space = realign.space();
                planner.realign(space);
                shards.forEach(shard -> shard.realign(space));
                donors.values().forEach(d -> shardOf(d.userId()).embed(ShardDonor.of(d)));
            }
        }
    }

    private static EventSequence events(Donor donor) {
        return donor == null ? EventSequence.NONE : donor.events();
    }

    private void retire(String id, boolean retired, Map<String, List<HoldingChange>> changes) {
        items.put(id, items.getOrDefault(id, HeldItem.UNKNOWN).retired(retired));
        changes.computeIfAbsent(id, item -> new ArrayList<>());
    }

    private void fold(String id, List<HoldingChange> changes) {
        Collections.shuffle(changes, random);
        TreeMap<String, Holding> all = holders.computeIfAbsent(id, item -> new TreeMap<>());
        for (HoldingChange change : changes) {
            if (change.after() == null) {
                all.remove(change.userId());
            } else {
                all.put(change.userId(), change.after());
            }
        }
        HeldItem item =
                items.getOrDefault(id, HeldItem.UNKNOWN).after(changes, () -> all.entrySet());
        HolderSample sample =
                samples.getOrDefault(id, HolderSample.ALL)
                        .after(
                                id,
                                changes,
                                item.holders(),
                                settings.postings(),
                                () -> all.entrySet());
        items.put(id, item);
        samples.put(id, sample);
        tell(item.summary(id, sample, settings.postings()));
    }

    private void tell(ItemSummary summary) {
        planner.put(summary);
        shards.forEach(shard -> shard.put(summary));
    }

    Augmentation augment(Query query) {
        Augmentation known = planner.answer(query);
        if (known != null) {
            return known;
        }
        Plan plan = planner.plan(query);
        List<ShardAnswer> answers = new ArrayList<>();
        for (DonorShard shard : shards) {
            answers.add(shard.answer(plan));
        }
        filledUp +=
                answers.stream().mapToInt(ShardAnswer::hits).sum() < settings.topDonors() ? 1 : 0;
        Collections.shuffle(answers, random);
        return merger.merge(query.own(), plan.donors(), plan.floor(), answers);
    }
}
