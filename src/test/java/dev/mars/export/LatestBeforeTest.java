// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** If one of these fails, a model is trained on what no server had in hand. */
class LatestBeforeTest {
    private record Output(long asOf, String what) {}

    /** An output at t holds the click at t: it would tell the model what it is to foretell. */
    @Example
    void anOutputOfTheSameTimeIsNotUsed() {
        LatestBefore<Output> known = of(new Output(10, "before"), new Output(20, "the click"));
        assertThat(known.at(20)).contains(new Output(10, "before"));
        assertThat(known.at(21)).contains(new Output(20, "the click"));
    }

    @Example
    void nothingIsKnownUpToTheFirst() {
        assertThat(of(new Output(10, "first")).at(10)).isEmpty();
        assertThat(of().at(Long.MAX_VALUE)).isEmpty();
    }

    @Property
    void itIsTheLastOfThoseBefore(
            @ForAll List<@LongRange(min = 0, max = 20) Long> times,
            @ForAll @LongRange(min = -1, max = 22) long time) {
        List<Long> sorted = times.stream().sorted().toList();
        Optional<Long> expected =
                sorted.stream().filter(t -> t < time).reduce((first, second) -> second);
        assertThat(new LatestBefore<Long>(sorted, Long::longValue).at(time)).isEqualTo(expected);
    }

    /** Two users' outputs behind one another look like this: the search would go anywhere. */
    @Example
    void outputsThatAreNotInOrderAreRefused() {
        assertThatThrownBy(() -> of(new Output(20, "a"), new Output(10, "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output 1 is as of 10 and the one before it as of 20");
    }

    /** Trainers take the class from the jar without what MARS needs: it must not need it. */
    @Example
    void itNeedsNothingButJava() {
        assertThat(
                        new ClassFileImporter()
                                .importClass(LatestBefore.class)
                                .getDirectDependenciesFromSelf())
                .extracting(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filteredOn(type -> !type.isPrimitive())
                .extracting(JavaClass::getName)
                .allMatch(name -> name.startsWith("java.") || name.contains("LatestBefore"));
    }

    private static LatestBefore<Output> of(Output... outputs) {
        return new LatestBefore<>(List.of(outputs), Output::asOf);
    }
}
