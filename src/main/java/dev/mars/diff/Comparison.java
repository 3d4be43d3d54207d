// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import dev.mars.diff.Difference.Kind;
import dev.mars.sort.Entries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Compares the outputs of two topics that come as one sequence, in {@link Output#ORDER}. Of each
 * (user, asOf) only the distinct contents are held, and there should be one.
 */
public final class Comparison {
    private final Contents contents;
    private final long[] records = new long[2];
    private final long[] repeated = new long[2];
    private final EnumMap<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long equal;
    private Difference earliest;

    private Comparison(Contents contents) {
        this.contents = contents;
    }

    /**
     * @param outputs of both topics, in {@link Output#ORDER}
     * @param progress is given the number of outputs that are compared so far, now and then
     * @throws IOException if the outputs cannot be read
     */
    public static Findings of(Entries<Output> outputs, Contents contents, LongConsumer progress)
            throws IOException {
        Comparison comparison = new Comparison(contents);
        comparison.compare(outputs, progress);
        return comparison.findings();
    }

    private void compare(Entries<Output> outputs, LongConsumer progress) throws IOException {
        Output next = outputs.next();
        while (next != null) {
            Output identity = next;
            Map<Side, List<Output>> distinct = new EnumMap<>(Side.class);
            for (Side side : Side.values()) {
                distinct.put(side, new ArrayList<>(1));
            }
            while (next != null && next.isAbout(identity)) {
                take(next, distinct.get(next.side()));
                next = outputs.next();
            }
            judge(distinct.get(Side.FIRST), distinct.get(Side.SECOND));
            progress.accept(records[0] + records[1]);
        }
    }

    private void take(Output output, List<Output> distinct) throws IOException {
        int side = output.side().ordinal();
        records[side]++;
        for (Output known : distinct) {
            if (contents.areSame(known.value(), output.value())) {
                repeated[side]++;
                return;
            }
        }
        distinct.add(output);
    }

    private void judge(List<Output> first, List<Output> second) throws IOException {
        if (first.size() > 1) {
            differ(Kind.FIRST_CONTRADICTS_ITSELF, first.get(0), first.get(1));
        } else if (second.size() > 1) {
            differ(Kind.SECOND_CONTRADICTS_ITSELF, second.get(0), second.get(1));
        } else if (second.isEmpty()) {
            differ(Kind.ONLY_IN_FIRST, first.get(0), null);
        } else if (first.isEmpty()) {
            differ(Kind.ONLY_IN_SECOND, null, second.get(0));
        } else if (contents.areSame(first.get(0).value(), second.get(0).value())) {
            equal++;
        } else {
            differ(Kind.DIFFERS, first.get(0), second.get(0));
        }
    }

    private void differ(Kind kind, Output one, Output other) throws IOException {
        counts.merge(kind, 1L, Long::sum);
        if (earliest == null) {
            Output identity = one == null ? other : one;
            earliest =
                    new Difference(
                            kind,
                            identity.userId(),
                            identity.asOf(),
                            FieldDifference.between(fields(one), fields(other)));
        }
    }

    private Map<String, String> fields(Output output) throws IOException {
        return output == null ? Map.of() : contents.fields(output.value());
    }

    private Findings findings() {
        return new Findings(
                equal,
                count(Kind.DIFFERS),
                count(Kind.ONLY_IN_FIRST),
                count(Kind.ONLY_IN_SECOND),
                count(Kind.FIRST_CONTRADICTS_ITSELF) + count(Kind.SECOND_CONTRADICTS_ITSELF),
                records[0],
                records[1],
                repeated[0],
                repeated[1],
                earliest);
    }

    private long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
