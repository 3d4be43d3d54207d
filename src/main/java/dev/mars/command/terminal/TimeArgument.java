// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it. */
public final class TimeArgument implements ITypeConverter<Instant> {
    /** What {@link #convert} takes, for descriptions. */
    public static final String FORMS =
            "2025-02-25T07:22:02.574Z, 2025-02-25 (its beginning in UTC), or milliseconds since"
                    + " 1970";

    @Override
    public Instant convert(String text) {
        try {
            if (text.matches("\\d{1,18}")) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'%s' is no time; write it as %s".formatted(text, FORMS));
        }
    }
}
