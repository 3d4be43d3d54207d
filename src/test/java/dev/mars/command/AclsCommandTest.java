// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AclsCommandTest {
    /** Administrators would grant too little, or too much. */
    @Test
    void theDocsListWhatIsNeeded() throws Exception {
        assertThat(Files.readString(Path.of("docs/security.md")))
                .as("docs/security.md has not the table of ./mars acls --markdown")
                .contains(AclsCommand.table());
    }
}
