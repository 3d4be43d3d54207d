// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

/**
 * One process of the stack and how to tell that it does its work.
 *
 * @param port where it answers; 0 if it listens to nobody outside the stack
 * @param where what people connect to
 */
record Component(ProcessSpec spec, int port, String where, Probe probe) {

    /** A question to a running process. */
    interface Probe {
        /** Whether it is ready; an exception means not yet. */
        boolean answers() throws Exception;
    }

    /** How to start the same component again, as its n-th process, from 1. */
    interface Launch {
        Component process(int n);
    }
}
