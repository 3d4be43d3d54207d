// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    /** Readers would compare numbers of different precision, or read digits that mean nothing. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5000",
        "0.123456, 0.1235",
        "-0.00098765, −0.0009877",
        "9.99996, 10.00",
        "0.99999, 1.000",
        "12345.6, 12346",
        "0.0000123456, 1.235e-05",
        "-0.0, 0",
        "NaN, –",
        "Infinity, –",
    })
    void fourSignificantDigits(double value, String shown) {
        assertThat(Digits.significant(value)).isEqualTo(shown);
    }

    /** A bootstrap's 0 would be shown as if the probability were none. */
    @Test
    void aTinyPValueIsABound() {
        assertThat(Digits.pValue(0)).isEqualTo("< 0.001");
        assertThat(Digits.pValue(0.001)).isEqualTo("0.001000");
        assertThat(Digits.pValue(Double.NaN)).isEqualTo("–");
    }

    /** Items would be counted in fractions. */
    @Test
    void countsAreWhole() {
        assertThat(Digits.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Digits.count(0.25)).isEqualTo("0.2500");
    }
}
