// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.CommittedFile;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class OptionReferenceTest {
    /** Users would set what is no longer there, or not know what is. */
    @Test
    void theCommittedReferenceIsCurrent() throws Exception {
        CommittedFile.assertCurrent(
                "docs/options.md", OptionReference.markdown(), OptionReference.COMMAND);
    }

    /** An option that is in no chapter, or in two, is lost or told twice. */
    @Test
    void everyOptionIsInOneChapter() {
        List<String> grouped =
                OptionGroup.all().stream()
                        .flatMap(group -> group.options().stream())
                        .map(DeclaredOption::key)
                        .sorted()
                        .toList();
        assertThat(grouped)
                .isEqualTo(DeclaredOption.all().stream().map(DeclaredOption::key).toList());
    }

    /** A default that is set as the reference spells it must be the default. */
    @Test
    void defaultsAreSpeltAsTheyAreSet() {
        for (DeclaredOption option : DeclaredOption.all()) {
            if (!option.defaultText().isEmpty()) {
                var set = Configuration.fromMap(Map.of(option.key(), option.defaultText()));
                assertThat((Object) set.get(option.option()))
                        .as(option.key())
                        .isEqualTo(option.option().defaultValue());
            }
        }
    }
}
