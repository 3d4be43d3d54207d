// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AlignedSpaceTest {
    private static final int D = 6;
    private static final Offset<Float> ROUNDING = within(1e-5f);

    private final ModalityBase text = ModalityBaseTest.random(1, 3, D, 4);
    private final ModalityBase image = ModalityBaseTest.random(2, 5, D, 3);
    private final Base base = new Base(D, text, image);
    private final Alignment alignment = new Alignment(map(3), map(4));
    private final UnifiedSpace space =
            new AlignmentModel(1, 0, base, alignment, "test", Map.of()).space();

    static AffineMap map(long seed) {
        Random random = new Random(seed);
        return new AffineMap(
                PlantedItems.gaussianVector(random, D * D), PlantedItems.gaussianVector(random, D));
    }

    /** The tables must be the alignment, or a hot swap would move items and not users. */
    @Property(tries = 100)
    void anItemIsWhereItsCodesBaseVectorsAre(@ForAll long code) {
        float[] t = SemanticCode.hasText(code) ? text.decode(textLevels(code)) : null;
        float[] i = SemanticCode.hasImage(code) ? image.decode(imageLevels(code)) : null;
        float[] item = space.item(code);
        float[] user = space.user(t, 1, i, 1);
        if (user == null) {
            assertThat(item).isNull();
        } else {
            assertThat(item).containsExactly(user, ROUNDING);
            assertUnit(item);
        }
    }

    /** Law 7: aligning a mean of base vectors is taking the mean of aligned ones. */
    @Property(tries = 100)
    void alignmentIsAffine(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        Random random = new Random(seed);
        float[] a = PlantedItems.gaussianVector(random, D);
        float[] b = PlantedItems.gaussianVector(random, D);
        AffineMap map = map(seed);
        assertThat(map.apply(mean(a, b, share)))
                .containsExactly(mean(map.apply(a), map.apply(b), share), within(1e-4f));
    }

    /** Evidence decays without bound while a user is away; their embedding must not move. */
    @Test
    void onlyTheRatioOfTheWeightsCounts() {
        Random random = new Random(7);
        float[] t = PlantedItems.gaussianVector(random, D);
        float[] i = PlantedItems.gaussianVector(random, D);
        float[] now = space.user(t, 3, i, 1);
        assertUnit(now);
        double decayed = StrictMath.pow(2, -900);
        assertThat(space.user(t, 3 * decayed, i, decayed)).containsExactly(now);
    }

    @Property(tries = 200)
    void usersAreUnitVectorsOrNull(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 1e30) double textWeight,
            @ForAll @DoubleRange(min = 0, max = 1e30) double imageWeight) {
        Random random = new Random(seed);
        float[] t = PlantedItems.gaussianVector(random, D);
        float[] i = random.nextBoolean() ? PlantedItems.gaussianVector(random, D) : null;
        float[] user = space.user(t, textWeight, i, imageWeight);
        if (textWeight == 0 && (i == null || imageWeight == 0)) {
            assertThat(user).isNull();
        } else {
            assertUnit(user);
        }
    }

    @Test
    void nothingToGoByIsNull() {
        assertThat(space.item(0)).isNull();
        assertThat(space.user(null, 1, null, 1)).isNull();
        float[] nan = {Float.NaN, 0, 0, 0, 0, 0};
        assertThat(space.user(nan, 1, null, 0)).isNull();
    }

    /** A caller's sums live in state: reading them must not change them. */
    @Test
    void leavesItsArgumentsAlone() {
        float[] t = {1, 2, 3, 4, 5, 6};
        space.user(t, 1, null, 0);
        assertThat(t).containsExactly(1, 2, 3, 4, 5, 6);
        float[] once = space.item(-1L);
        assertThat(space.item(-1L)).containsExactly(once);
    }

    @Test
    void anAlignmentMustHaveTheModalitiesOfItsBase() {
        Alignment textOnly = new Alignment(map(3), null);
        assertThatThrownBy(() -> new AlignmentModel(1, 0, base, textOnly, "test", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the base has image and the alignment lacks it");
    }

    static void assertUnit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
    }

    private static float[] mean(float[] a, float[] b, double share) {
        float[] mean = new float[a.length];
        for (int k = 0; k < a.length; k++) {
            mean[k] = (float) (share * a[k] + (1 - share) * b[k]);
        }
        return mean;
    }

    private static int[] textLevels(long code) {
        int[] levels = new int[SemanticCode.TEXT_LEVELS];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = SemanticCode.text(code, level);
        }
        return levels;
    }

    private static int[] imageLevels(long code) {
        int[] levels = new int[SemanticCode.IMAGE_LEVELS];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = SemanticCode.image(code, level);
        }
        return levels;
    }
}
