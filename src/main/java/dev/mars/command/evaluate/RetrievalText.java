// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Estimate;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Quality;
import dev.mars.evaluation.Segment;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation of retrieval as tables for a terminal. */
final class RetrievalText {
    private static final List<Quality> SHOWN =
            List.of(Quality.AUC_POPULAR, Quality.AUC_UNIFORM, Quality.GAP);

    static String of(RetrievalReport report) {
        StringBuilder text = new StringBuilder();
        for (RetrievalReport.OfWorld world : report.worlds()) {
            for (Part part : Part.values()) {
                for (Moment moment : Moment.values()) {
                    Comparison all = world.of(moment, part, Segment.ALL);
                    text.append(
                            String.format(
                                    Locale.ROOT,
                                    "%n%s; %s, outputs %s: %,d positives of %,d users%n",
                                    world.title(),
                                    part,
                                    moment.title(),
                                    all.positives(),
                                    all.users()));
                    table(all, text);
                }
            }
        }
        return text.toString();
    }

    private static void table(Comparison all, StringBuilder text) {
        text.append(
                String.format(
                        "%-17s %-19s %-19s %-20s %8s  %s%n",
                        "",
                        "AUC, popularity",
                        "AUC, uniform",
                        "gap",
                        "answered",
                        "AUC, popularity, against random donors"));
        all.estimates()
                .forEach(
                        (variant, estimates) -> {
                            text.append(String.format("%-17s", variant));
                            for (Quality quality : SHOWN) {
                                text.append(' ').append(interval(estimates.get(quality), false));
                            }
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "  %8.3f",
                                            estimates.get(Quality.ANSWERED).value()));
                            Map<Quality, Estimate> difference =
                                    all.differences()
                                            .get(variant)
                                            .get(RetrievalVariant.RANDOM_DONORS);
                            if (difference != null) {
                                text.append("  ")
                                        .append(
                                                interval(
                                                        difference.get(Quality.AUC_POPULAR), true));
                            }
                            text.append(System.lineSeparator());
                        });
    }

    /** The value and its interval, as in .561 [.553, .569]. */
    static String interval(Estimate estimate, boolean signed) {
        return short3(estimate.value(), signed)
                + " ["
                + short3(estimate.low(), signed)
                + ", "
                + short3(estimate.high(), signed)
                + "]";
    }

    private static String short3(double value, boolean signed) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        String digits = String.format(Locale.ROOT, signed ? "%+.3f" : "%.3f", value);
        return digits.replaceFirst("^([+-]?)0\\.", "$1.");
    }

    private RetrievalText() {}
}
