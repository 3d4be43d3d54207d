// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a request was meant for this machine. A web page elsewhere can let its own name point to
 * 127.0.0.1 (DNS rebinding) and then read what answers there as its own; but the browser still says
 * which name was asked for, and that is none of ours.
 */
final class HostRule {
    private static final Set<String> OURS = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @param host the header, with or without a port: a tunnel may have another than ours
     */
    static boolean isOurs(String host) {
        return host != null
                && OURS.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", ""));
    }

    private HostRule() {}
}
