// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import picocli.CommandLine.IVersionProvider;

/** The version of MARS and of the Java it runs on. */
final class Version implements IVersionProvider {
    private static final String MARS = "0.1.0-SNAPSHOT";

    @Override
    public String[] getVersion() {
        return new String[] {"mars " + MARS + " on Java " + Runtime.version()};
    }
}
