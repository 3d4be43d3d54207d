// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.alignment.Verdict;
import dev.mars.topic.avro.AlignmentMaps;
import dev.mars.topic.avro.BaseSpace;
import dev.mars.topic.avro.GateVerdict;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * A model between its published and its working form. What is read is checked in full, the base
 * against its id too: outputs that name a base must come from that very base.
 */
final class ModelFormat {
    private static final int CENTROIDS = 256;
    private static final int MOST_LEVELS = 8;

    /** What the model topic's key is: every version of every base stays. */
    static String key(String baseId, long version) {
        return baseId + "/" + version;
    }

    /** What a key names. */
    record Key(String baseId, long version) {}

    /** What a key names, or null for one that no model can have. */
    static Key parsed(String key) {
        int slash = key.lastIndexOf('/');
        try {
            return slash < 0
                    ? null
                    : new Key(key.substring(0, slash), Long.parseLong(key.substring(slash + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static dev.mars.topic.avro.AlignmentModel published(AlignmentModel model) {
        Base base = model.base();
        Alignment alignment = model.alignment();
        return new dev.mars.topic.avro.AlignmentModel(
                model.version(),
                base.id(),
                model.effectiveFrom(),
                new BaseSpace(
                        base.dimensions(),
                        published(base.text()),
                        published(base.image()),
                        Arrays.stream(base.codeSample()).boxed().toList()),
                new AlignmentMaps(published(alignment.text()), published(alignment.image())),
                model.method(),
                GateVerdict.valueOf(model.verdict().name()),
                // Sorted, so that the same model gives the same bytes.
                new TreeMap<>(model.quality()));
    }

    static AlignmentModel model(dev.mars.topic.avro.AlignmentModel read) throws RejectedException {
        BaseSpace space = read.getBase();
        AlignmentMaps maps = read.getAlignment();
        int d = space.getDimensions();
        require(d >= 1, "base's dimensions", d, "1 or more");
        try {
            Base base =
                    new Base(
                            d,
                            modality("text", d, space.getText()),
                            modality("image", d, space.getImage()),
                            space.getCodeSample().stream().mapToLong(Long::longValue).toArray());
            if (!base.id().equals(read.getBaseId())) {
                throw new RejectedException(
                        Reason.KEY_MISMATCH,
                        ("The model's baseId is %s and its base hashes to %s; "
                                        + "they must be equal: publish it with `mars train`")
                                .formatted(Quote.of(read.getBaseId()), base.id()));
            }
            return new AlignmentModel(
                    read.getVersion(),
                    read.getEffectiveFrom(),
                    base,
                    new Alignment(map("text", d, maps.getText()), map("image", d, maps.getImage())),
                    read.getMethod(),
                    Verdict.valueOf(read.getVerdict().name()),
                    read.getQuality());
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Reason.UNDECODABLE, "The model is none: " + e.getMessage());
        }
    }

    private static dev.mars.topic.avro.ModalityBase published(ModalityBase base) {
        return base == null
                ? null
                : new dev.mars.topic.avro.ModalityBase(
                        base.inputDimensions(),
                        Floats.list(base.mean()),
                        Floats.list(base.projection()),
                        base.levels(),
                        Floats.list(base.centroids()));
    }

    private static dev.mars.topic.avro.AffineMap published(AffineMap map) {
        return map == null
                ? null
                : new dev.mars.topic.avro.AffineMap(
                        Floats.list(map.matrix()), Floats.list(map.bias()));
    }

    private static ModalityBase modality(String what, int d, dev.mars.topic.avro.ModalityBase read)
            throws RejectedException {
        if (read == null) {
            return null;
        }
        long in = read.getInputDimensions();
        int levels = read.getLevels();
        require(in >= 1, what + " base's inputDimensions", in, "1 or more");
        require(
                levels >= 1 && levels <= MOST_LEVELS,
                what + " base's levels",
                levels,
                "within 1 and " + MOST_LEVELS);
        return new ModalityBase(
                (int) in,
                values(what + " base's mean", Floats.of(read.getMean()), in),
                values(what + " base's projection", Floats.of(read.getProjection()), d * in),
                levels,
                values(
                        what + " base's centroids",
                        Floats.of(read.getCentroids()),
                        (long) levels * CENTROIDS * d));
    }

    private static AffineMap map(String what, int d, dev.mars.topic.avro.AffineMap read)
            throws RejectedException {
        return read == null
                ? null
                : new AffineMap(
                        values(what + " map's matrix", Floats.of(read.getMatrix()), (long) d * d),
                        values(what + " map's bias", Floats.of(read.getBias()), d));
    }

    private static float[] values(String what, float[] values, long length)
            throws RejectedException {
        if (values.length != length) {
            throw new RejectedException(
                    Reason.WRONG_LENGTH,
                    ("The %s has %s values; by the model's dimensions it must "
                                    + "have %s: publish it with `mars train`")
                            .formatted(what, values.length, length));
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RejectedException(
                        Reason.NOT_FINITE,
                        ("The %s has %s at position %s; all values must be "
                                        + "finite: train the model again")
                                .formatted(what, values[i], i));
            }
        }
        return values;
    }

    private static void require(boolean holds, String what, long value, String rule)
            throws RejectedException {
        if (!holds) {
            throw new RejectedException(
                    Reason.WRONG_LENGTH,
                    "The %s is %s; it must be %s: publish the model with `mars train`"
                            .formatted(what, value, rule));
        }
    }

    private ModelFormat() {}
}
