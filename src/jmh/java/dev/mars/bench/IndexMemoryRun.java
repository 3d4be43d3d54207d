// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.DonorIndex;
import dev.mars.retrieval.DonorShard;
import dev.mars.retrieval.Plan;
import dev.mars.retrieval.Planner;
import dev.mars.retrieval.Query;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.retrieval.ShardDonor;
import dev.mars.stream.AnswerPart;
import dev.mars.stream.Notice;
import dev.mars.stream.wire.Types;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Measures in a JVM of its own what one TaskManager's part of an index takes: one index over all
 * donors, with the donors, as every subtask has it in replicated mode; or one of some shards, and
 * the held items of which each subtask has all. Writes JSON.
 */
public final class IndexMemoryRun {
    private static final int QUERIES = 1_000;
    private static final int OWN = 3;
    private static final RetrievalSettings SETTINGS = RetrievalSettings.DEFAULT;

    /** Arguments: number of donors; shards, 0 for one index over all; file to write. */
    public static void main(String[] args) throws Exception {
        int donors = Integer.parseInt(args[0]);
        int shards = Integer.parseInt(args[1]);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("shards", shards);
        if (shards == 0) {
            whole(donors, figures);
        } else {
            shard(donors, shards, figures);
        }
        new ObjectMapper().writeValue(Path.of(args[2]).toFile(), figures);
    }

    private static void whole(int donors, Map<String, Object> figures) {
        DonorWorld world = new DonorWorld();
        long before = HeapMeter.used();
        DonorIndex index = new DonorIndex(SETTINGS, world);
        for (int donor = 0; donor < donors; donor++) {
            index.upsert(world.donor(donor, world.draw(DonorWorld.HELD)));
        }
        for (int query = 0; query < QUERIES; query++) {
            index.augment(world.query(query, world.draw(OWN)));
        }
        figures.put("donors", index.size());
        figures.put("heldItems", index.heldItems());
        figures.put("heapBytes", HeapMeter.used() - before);
        figures.put("indexBytes", index.ramBytesUsed());
    }

    private static void shard(int donors, int shards, Map<String, Object> figures)
            throws IOException {
        Holders holders = holders(donors);
        // The same world again: it deals as it did.
        DonorWorld world = new DonorWorld();
        long before = HeapMeter.used();
        DonorShard shard = new DonorShard(SETTINGS, world);
        Planner planner = new Planner(SETTINGS, world);
        for (int number = 0; number < donors; number++) {
            Donor donor = world.donor(number, world.draw(DonorWorld.HELD));
            if (Math.floorMod(donor.userId().hashCode(), shards) == 0) {
                shard.upsert(ShardDonor.of(donor));
            }
        }
        holders.summaries().forEach(shard::put);
        List<Query> queries = new ArrayList<>();
        for (int query = 0; query < QUERIES; query++) {
            queries.add(world.query(query, world.draw(OWN)));
        }
        long withShard = HeapMeter.used();
        holders.summaries().forEach(planner::put);
        planner.donors(donors);
        long withItems = HeapMeter.used();
        long planned = 0;
        long answered = 0;
        for (Query query : queries) {
            Plan plan = planner.plan(query);
            planned += bytes(Types.NOTICE, new Notice.OfPlan(0, plan));
            answered +=
                    bytes(
                            Types.ANSWER_PART,
                            new AnswerPart.OfShard(query.userId(), 0, shards, shard.answer(plan)));
        }
        long all = HeapMeter.used() - before;
        figures.put("donors", shard.size());
        figures.put("heldItems", planner.heldItems());
        figures.put("heapBytes", all);
        figures.put("heapBytesOfItems", withItems - withShard);
        figures.put("heapBytesOfShard", all - (withItems - withShard));
        figures.put("indexBytes", shard.ramBytesUsed());
        figures.put("catalogBytes", planner.ramBytesUsed());
        figures.put("bytesPerPlan", planned / QUERIES);
        figures.put("bytesPerAnswer", answered / QUERIES);
    }

    /** As it goes over the network to another subtask. */
    private static <T> int bytes(TypeInformation<T> type, T message) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        type.createSerializer(new SerializerConfigImpl()).serialize(message, out);
        return out.length();
    }

    private static Holders holders(int donors) {
        DonorWorld world = new DonorWorld();
        Holders holders = new Holders(SETTINGS.postings());
        for (int number = 0; number < donors; number++) {
            holders.add(world.donor(number, world.draw(DonorWorld.HELD)));
        }
        return holders.settled();
    }

    private IndexMemoryRun() {}
}
