// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of reference values that {@code mars check stein} reads; its help shows the form.
 *
 * @param n points of a case, 2 or more
 * @param d dimensions
 * @param cases 1 or more
 */
record SteinReference(int n, int d, List<Case> cases) {
    private static final String TARGET = "N(0,I)";

    /**
     * One sample and the values for it.
     *
     * @param points X, [n x d]
     */
    record Case(
            String name,
            double[][] points,
            double uRbf,
            double uImq,
            double ksdRbf,
            double ksdImq,
            Projection projection) {}

    /**
     * An affine map of the sample, and the values for z = W x + b.
     *
     * @param matrix W, [d x d]
     * @param bias b, [d]
     * @param byMatrix dW, [d x d]
     * @param byBias db, [d]
     */
    record Projection(
            double[][] matrix,
            double[] bias,
            double ksdRbf,
            double[][] byMatrix,
            double[] byBias) {}

    /**
     * @throws IllegalArgumentException for a file that is not there, is not JSON, lacks a field or
     *     has one of another shape
     */
    static SteinReference read(Path file) throws IOException {
        JsonPlace root = JsonPlace.read(file);
        int n = root.field("n").integer(2);
        int d = root.field("d").integer(1);
        JsonPlace target = root.field("target");
        if (!target.text().replace(" ", "").equals(TARGET)) {
            throw target.wrong("\"" + TARGET + "\", the one target whose score is known here");
        }
        JsonPlace cases = root.field("cases");
        List<JsonPlace> elements = cases.elements();
        if (elements.isEmpty()) {
            throw cases.wrong("an array of 1 or more");
        }
        return new SteinReference(n, d, elements.stream().map(one -> readCase(one, n, d)).toList());
    }

    private static Case readCase(JsonPlace one, int n, int d) {
        JsonPlace projection = one.field("projection");
        return new Case(
                one.field("name").text(),
                one.field("X").matrix(n, d),
                one.field("u_rbf_0_1").number(),
                one.field("u_imq_0_1").number(),
                one.field("ksd2_rbf_h2_d").number(),
                one.field("ksd2_imq_c1").number(),
                new Projection(
                        projection.field("W").matrix(d, d),
                        projection.field("b").vector(d),
                        projection.field("ksd2_rbf").number(),
                        projection.field("dW").matrix(d, d),
                        projection.field("db").vector(d)));
    }
}
