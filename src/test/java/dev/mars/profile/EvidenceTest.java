// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.BaseFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class EvidenceTest {
    private static final int D = 3;
    private static final long START = 1_380_000_000_000L;
    private static final Decay DECAY = new Decay(1_000);

    /** A behaviour that a user's evidence is made of. */
    private record Act(BaseFeatures features, double weight, long time) {}

    /** If the mean moved with the time of reading, a user's output would depend on who reads. */
    @Property
    void theMeanIsTheWeightedMeanAtWhateverTimeItIsRead(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @LongRange(max = 20_000) long later) {
        List<Act> acts = acts(seed, n);
        Evidence evidence = evidence(acts);
        long read = evidence.time() + later;
        double[] text = new double[D];
        double weight = 0;
        for (Act act : acts) {
            double w = act.weight() * StrictMath.pow(2, -(read - act.time()) / 1_000.0);
            if (act.features().text() != null) {
                weight += w;
                for (int i = 0; i < D; i++) {
                    text[i] += w * act.features().text()[i];
                }
            }
        }
        if (weight == 0) {
            assertThat(evidence.textMean()).isNull();
            return;
        }
        for (int i = 0; i < D; i++) {
            assertThat((double) evidence.textMean()[i]).isCloseTo(text[i] / weight, within(1e-4));
        }
        double decayed = evidence.textWeight() * DECAY.factor(later);
        assertThat(decayed).isCloseTo(weight, within(1e-9 * weight));
    }

    /** Law 7: a new alignment applied to the mean is the mean of what it makes of each item. */
    @Property
    void anAlignmentOfTheMeanIsTheMeanOfTheAlignments(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
        AffineMap map =
                new AffineMap(floats(new Random(seed), D * D), floats(new Random(~seed), D));
        List<Act> acts = acts(seed, n);
        List<Act> aligned = new ArrayList<>();
        for (Act act : acts) {
            float[] image = act.features().image();
            BaseFeatures mapped =
                    new BaseFeatures(null, image == null ? null : map.apply(image), 0);
            aligned.add(new Act(mapped, act.weight(), act.time()));
        }
        float[] mean = evidence(acts).imageMean();
        if (mean == null) {
            assertThat(evidence(aligned).imageMean()).isNull();
        } else {
            assertThat(map.apply(mean))
                    .containsExactly(evidence(aligned).imageMean(), within(1e-3f));
        }
    }

    /** Else an item without features would age what is known without saying anything. */
    @Example
    void aBehaviourWithoutFeaturesChangesNothing() {
        Evidence evidence = evidence(acts(1, 5));
        assertThat(evidence.add(BaseFeatures.NONE, 2, evidence.time() + 500, DECAY))
                .isSameAs(evidence);
        assertThat(Evidence.NONE.add(BaseFeatures.NONE, 2, START, DECAY).isEmpty()).isTrue();
    }

    @Example
    void theModalitiesAreSummedApart() {
        Evidence both =
                Evidence.NONE
                        .add(new BaseFeatures(new float[] {2, 4}, null, 1), 2, START, DECAY)
                        .add(
                                new BaseFeatures(null, new float[] {6, 8}, 1),
                                1,
                                START + 1_000,
                                DECAY);
        assertThat(both)
                .isEqualTo(
                        new Evidence(new float[] {2, 4}, 1, new float[] {6, 8}, 1, START + 1_000));
        assertThat(both.textMean()).containsExactly(2, 4);
        assertThat(both.imageMean()).containsExactly(6, 8);
    }

    private static Evidence evidence(List<Act> acts) {
        Evidence evidence = Evidence.NONE;
        for (Act act : acts) {
            evidence = evidence.add(act.features(), act.weight(), act.time(), DECAY);
        }
        return evidence;
    }

    private static List<Act> acts(long seed, int n) {
        Random random = new Random(seed);
        List<Act> acts = new ArrayList<>();
        long time = START;
        for (int i = 0; i < n; i++) {
            time += random.nextInt(1_500);
            float[] text = random.nextInt(4) == 0 ? null : floats(random, D);
            float[] image = random.nextInt(3) == 0 ? null : floats(random, D);
            acts.add(new Act(new BaseFeatures(text, image, 1), 1 + random.nextInt(4), time));
        }
        return acts;
    }

    private static float[] floats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
