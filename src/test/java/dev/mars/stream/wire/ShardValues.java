// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.HeldItem;
import dev.mars.retrieval.HolderSample;
import dev.mars.retrieval.Holding;
import dev.mars.retrieval.HoldingChange;
import dev.mars.retrieval.ItemSummary;
import dev.mars.retrieval.Plan;
import dev.mars.retrieval.SampleOrder;
import dev.mars.retrieval.ShardAnswer;
import dev.mars.retrieval.ShardDonor;
import dev.mars.retrieval.Status;
import dev.mars.stream.AnswerPart;
import dev.mars.stream.IndexChange;
import dev.mars.stream.LedgerChange;
import dev.mars.stream.Notice;
import dev.mars.stream.ShardChange;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of what a sharded index sends and keeps; like {@link Values}, never drawn otherwise. */
record ShardValues(Values values, Random random) {
    Holding holding() {
        return new Holding(values.time(), values.time());
    }

    HeldItem item() {
        return new HeldItem(random.nextInt(), maybe(this::holding), values.maybe());
    }

    HolderSample sample() {
        return new HolderSample(some(this::place).toList());
    }

    ShardDonor donor() {
        return new ShardDonor(
                values.string(), values.time(), some(values::string).toList(), values.evidence());
    }

    ShardChange change() {
        return new ShardChange(values.time(), values.string(), maybe(this::donor));
    }

    LedgerChange ledgerChange() {
        return switch (random.nextInt(3)) {
            case 0 ->
                    new LedgerChange.OfHolding(
                            values.time(),
                            new HoldingChange(
                                    values.string(),
                                    values.string(),
                                    maybe(this::holding),
                                    maybe(this::holding)));
            case 1 -> new LedgerChange.OfDonors(values.time(), random.nextInt());
            default ->
                    new LedgerChange.OfRetirement(
                            values.time(), values.string(), values.time(), values.maybe());
        };
    }

    Notice notice() {
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Notice.OfItem(
                            values.time(),
                            new ItemSummary(
                                    values.string(),
                                    random.nextInt(),
                                    values.time(),
                                    maybe(this::place),
                                    values.maybe()));
            case 1 -> new Notice.OfDonors(values.time(), random.nextInt());
            case 2 -> new Notice.OfModel(model());
            default -> new Notice.OfPlan(values.time(), plan());
        };
    }

    AnswerPart part() {
        if (values.maybe()) {
            return new AnswerPart.OfRequest(
                    values.request(),
                    values.time(),
                    maybe(() -> Status.values()[random.nextInt(4)]),
                    random.nextInt(),
                    random.nextGaussian());
        }
        return new AnswerPart.OfShard(
                values.string(),
                values.time(),
                random.nextInt(),
                new ShardAnswer(
                        values.maybe(),
                        some(this::found).toList(),
                        random.nextInt(),
                        some(this::foundItem).toList()));
    }

    private ShardAnswer.Found found() {
        int[] items = IntStream.range(0, random.nextInt(5)).map(i -> random.nextInt()).toArray();
        return new ShardAnswer.Found(values.string(), values.time(), random.nextGaussian(), items);
    }

    private ShardAnswer.Item foundItem() {
        return new ShardAnswer.Item(
                values.string(), random.nextInt(), values.time(), values.maybe());
    }

    private Plan plan() {
        return new Plan(
                values.string(),
                values.evidence(),
                random.nextInt(),
                random.nextDouble(),
                some(this::walk).toList());
    }

    private Plan.Walk walk() {
        var items = some(values::string).toList();
        return new Plan.Walk(items, values.floats(items.size()), random.nextFloat());
    }

    private IndexChange.OfModel model() {
        while (true) {
            if (values.change() instanceof IndexChange.OfModel model) {
                return model;
            }
        }
    }

    private SampleOrder place() {
        return new SampleOrder(values.time(), values.string());
    }

    private <T> T maybe(Supplier<T> value) {
        return values.maybe() ? value.get() : null;
    }

    private <T> Stream<T> some(Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(4));
    }
}
