// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stein",
        description = {
            "Recomputes the Stein kernels, discrepancies and gradients of a reference file and"
                    + " prints, for each kind of value, the largest relative error and the case it"
                    + " is in.",
            "",
            "The error of a number is |computed - reference| / |reference|; that of dW or db is"
                    + " the largest difference over the largest reference value of the array, so"
                    + " that an entry near 0 does not count for more than the others. Where the"
                    + " reference is 0, the difference itself counts."
        },
        footerHeading = "%nForm of FILE, in JSON; fields that are not named here are skipped:%n%n",
        footer = {
            "  {\"n\": 12, \"d\": 3, \"target\": \"N(0,I)\", \"cases\": [",
            "    {\"name\": \"shifted\",",
            "     \"X\": [[0.66, 1.58, 0.11], ...],   n points of d numbers",
            "     \"u_rbf_0_1\": 1.94,      u(X[0], X[1]), kernel exp(-t/2h^2), h^2 = d;",
            "                             t is the squared distance",
            "     \"u_imq_0_1\": 1.39,      the same, kernel (c^2 + t)^-0.5, c = 1",
            "     \"ksd2_rbf_h2_d\": 0.97,  mean of u over all ordered pairs i != j",
            "     \"ksd2_imq_c1\": 0.86,    the same with the second kernel",
            "     \"projection\": {         of z = W x + b, first kernel",
            "       \"W\": [d x d], \"b\": [d],",
            "       \"ksd2_rbf\": 0.45,",
            "       \"dW\": [d x d], \"db\": [d]}}, ...]}  gradients of ksd2_rbf",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all errors are at most 1e-6, those of dW and db, which are from finite differences,"
                    + " at most 1e-4",
            "1:one is larger, or the file cannot be used; the message says why",
            "2:wrong usage"
        })
final class CheckSteinCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The reference values.")
    private Path file;

    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        SteinReference reference = SteinReference.read(file);
        List<SteinDeviation> largest = SteinRecomputation.largestDeviations(reference);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Target N(0,I), %d points in %d dimensions, cases: %s%n",
                reference.n(),
                reference.d(),
                String.join(
                        ", ", reference.cases().stream().map(SteinReference.Case::name).toList()));
        out.printf(
                "%-20s %9s %7s      %-24s %-24s %s%n",
                "VALUE", "ERROR", "LIMIT", "REFERENCE", "COMPUTED", "LARGEST IN");
        for (SteinDeviation deviation : largest) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %9.1e %7.0e %-4s %-24s %-24s %s%n",
                    deviation.kind(),
                    deviation.error(),
                    deviation.limit(),
                    deviation.isWithin() ? "ok" : "OFF",
                    deviation.reference(),
                    deviation.computed(),
                    deviation.where());
        }
        List<String> off =
                largest.stream().filter(d -> !d.isWithin()).map(SteinDeviation::kind).toList();
        out.println(
                off.isEmpty()
                        ? "All values agree."
                        : "Not within the limit: " + String.join(", ", off) + ".");
        return off.isEmpty() ? 0 : 1;
    }
}
