// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments of {@link MarsJob}: a cluster has no command-line library, and these are few.
 *
 * @param config YAML of options, or null
 * @param values single options, which win over it
 * @param extent of the run
 */
record JobArguments(File config, Map<String, String> values, Extent extent) {
    private static final String USAGE =
            """
            MARS takes
              --config FILE   YAML of options, nested or as flat 'key: value' lines
              -Dkey=value     one option, which wins over the file
              --bounded       end at what the topics hold when the job starts
            Options may stand in the cluster's configuration too. docs/options.md lists them.""";

    /**
     * @throws IllegalArgumentException naming what is wrong, with the usage
     */
    static JobArguments parse(String... args) {
        File config = null;
        Map<String, String> values = new LinkedHashMap<>();
        Extent extent = Extent.LIVE;
        for (int i = 0; i < args.length; i++) {
            String argument = args[i];
            if (argument.equals("--bounded")) {
                extent = Extent.BOUNDED;
            } else if (argument.equals("--config")) {
                config = new File(next(args, ++i));
            } else if (argument.equals("-D")) {
                set(values, next(args, ++i));
            } else if (argument.startsWith("-D")) {
                set(values, argument.substring(2));
            } else if (List.of("-h", "--help").contains(argument)) {
                throw new IllegalArgumentException(USAGE);
            } else {
                throw new IllegalArgumentException(
                        "'" + argument + "' is no argument of MARS\n" + USAGE);
            }
        }
        return new JobArguments(config, values, extent);
    }

    private static String next(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException(
                    args[i - 1] + " is the last argument; it needs a value\n" + USAGE);
        }
        return args[i];
    }

    private static void set(Map<String, String> values, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "-D" + pair + " is not of the form -Dkey=value\n" + USAGE);
        }
        values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
