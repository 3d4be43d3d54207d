// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.terminal;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong in a line; the stack trace goes to the log, and with --debug to stderr. */
public final class FailureMessage implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        err.println("mars: " + describe(failure));
        if (isDebug(result)) {
            failure.printStackTrace(err);
        }
        err.flush();
        // Below ERROR: the terminal has it already.
        LoggerFactory.getLogger(FailureMessage.class).warn("The command failed", failure);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The messages from the outermost cause to the innermost, without repetitions. */
    public static String describe(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
            if (messages.add(message) && all.indexOf(message) < 0) {
                all.append(all.isEmpty() ? "" : ": ").append(message);
            }
        }
        return all.toString();
    }

    private static boolean isDebug(ParseResult result) {
        for (ParseResult r = result; r != null; r = r.hasSubcommand() ? r.subcommand() : null) {
            if (r.hasMatchedOption("--debug")) {
                return true;
            }
        }
        return false;
    }
}
