// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.Mars;
import dev.mars.config.MarsOptions;
import dev.mars.config.OptionValues;
import dev.mars.stream.JobSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** If one of these fails, a variant is run as another than its name says, or not at all. */
class RetrievalVariantTest {
    private static JobSettings settings(String name, Configuration set) {
        RetrievalVariant variant =
                RetrievalVariant.all(set).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Configuration run = new Configuration(set);
        variant.options().forEach(run::setString);
        return JobSettings.from(run);
    }

    /** A misspelt option would leave a variant equal to the default. */
    @Test
    void everyOptionIsOneOfMars() {
        for (RetrievalVariant variant : RetrievalVariant.all(new Configuration())) {
            if (variant.isJob()) {
                OptionValues.read(null, variant.options());
                JobSettings run = settings(variant.name(), new Configuration());
                assertThat(
                                run.retrieval()
                                        .equals(
                                                settings("default", new Configuration())
                                                        .retrieval()))
                        .as(variant.name())
                        .isEqualTo(variant.options().isEmpty());
            }
        }
    }

    @Test
    void capAndDonorsAreThoseInForce() {
        Configuration set = new Configuration();
        set.set(MarsOptions.POSTINGS, 90);
        assertThat(settings("cap-halved", set).retrieval().postings()).isEqualTo(45);
        assertThat(settings("cap-doubled", set).retrieval().postings()).isEqualTo(180);
        assertThat(settings("donors-halved", set).retrieval().topDonors()).isEqualTo(25);
        assertThat(settings("donors-doubled", set).retrieval().topDonors()).isEqualTo(100);
    }

    /** What is set wins, or nobody could evaluate other settings. */
    @Test
    void theMainWorldHasNoDecayUnlessThatIsSet() {
        Configuration main = RetrievalWorld.main(new Configuration()).configuration();
        assertThat(main.get(MarsOptions.HALF_LIFE)).isZero();
        assertThat(main.get(MarsOptions.ACTIVITY_LOW)).isEqualTo(5);
        Configuration set =
                OptionValues.read(
                        null, Map.of("mars.profile.half-life", "7 d", "mars.profile.low", "3"));
        RetrievalWorld other = RetrievalWorld.main(set);
        assertThat(other.configuration().get(MarsOptions.HALF_LIFE)).isEqualTo(Duration.ofDays(7));
        assertThat(other.title()).isEqualTo("Main: half-life 7 d, low 3, high 20");
        assertThat(RetrievalWorld.byHalfLife(new Configuration()))
                .extracting(RetrievalWorld::title)
                .contains(
                        "half-life 0, low 10, high 20",
                        "half-life 90 d, low 10, high 20 (the defaults)");
    }

    @Test
    void anUnknownVariantIsWrongUsage() {
        StringWriter err = new StringWriter();
        int code =
                Mars.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("evaluate", "retrieval", "--variants", "default,randomm");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'randomm' is none of default, random-donors");
    }
}
