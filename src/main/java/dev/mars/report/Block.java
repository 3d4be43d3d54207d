// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/** A part of a {@link Page}. Its texts may be foreign: they are escaped when they are written. */
public sealed interface Block permits Columns, Figure, Group, Listing, Notice, Paragraph, Table {
    /** Appends it to a page. */
    void write(Html html);
}
