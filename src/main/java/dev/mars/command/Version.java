// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version of MARS and of the Java it runs on. */
final class Version implements IVersionProvider {
    private static final String RESOURCE = "/mars-version";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream version = Version.class.getResourceAsStream(RESOURCE)) {
            String mars = new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new String[] {"mars " + mars + " on Java " + Runtime.version()};
        }
    }
}
