// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is generated from code. Tests run where the pom.xml is. */
public final class CommittedFile {
    /**
     * @param text what the file must be
     * @param command what writes it anew
     */
    public static void assertCurrent(String file, String text, String command) throws IOException {
        assertThat(Files.readString(Path.of(file)))
                .as("%s is not what the code says; run %s", file, command)
                .isEqualTo(text);
    }

    private CommittedFile() {}
}
