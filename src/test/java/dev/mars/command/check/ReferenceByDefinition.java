// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mars.alignment.FiniteDifferences;
import dev.mars.alignment.Score;
import dev.mars.alignment.SteinByDefinition;
import java.util.Random;

/** A reference file's content, computed from the definition by finite differences alone. */
final class ReferenceByDefinition {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode of(int n, int d, String... cases) {
        ObjectNode file = JSON.createObjectNode().put("seed", 1).put("n", n).put("d", d);
        file.put("target", "N(0,I)");
        Random random = new Random(1);
        ArrayNode array = file.putArray("cases");
        for (String name : cases) {
            array.add(one(name, n, d, random));
        }
        return file;
    }

    private static ObjectNode one(String name, int n, int d, Random random) {
        SteinByDefinition rbf = SteinByDefinition.rbf(d, Score.STANDARD_NORMAL);
        SteinByDefinition imq = SteinByDefinition.imq(1, -0.5, Score.STANDARD_NORMAL);
        double[][] x = rows(normal(random, n * d), d);
        double[] w = normal(random, d * d);
        double[] b = normal(random, d);
        ObjectNode one = JSON.createObjectNode().put("name", name);
        one.set("X", JSON.valueToTree(x));
        one.put("u_rbf_0_1", rbf.u(x[0], x[1])).put("u_imq_0_1", imq.u(x[0], x[1]));
        one.put("ksd2_rbf_h2_d", rbf.squared(x)).put("ksd2_imq_c1", imq.squared(x));
        ObjectNode projection = one.putObject("projection");
        projection.set("W", JSON.valueToTree(rows(w, d)));
        projection.set("b", JSON.valueToTree(b));
        projection.put("ksd2_rbf", rbf.squared(mapped(x, w, b)));
        double[] dW = FiniteDifferences.gradient(p -> rbf.squared(mapped(x, p, b)), w, 1e-2);
        double[] db = FiniteDifferences.gradient(p -> rbf.squared(mapped(x, w, p)), b, 1e-2);
        projection.set("dW", JSON.valueToTree(rows(dW, d)));
        projection.set("db", JSON.valueToTree(db));
        return one;
    }

    private static double[] normal(Random random, int length) {
        return random.doubles(length).map(ignored -> random.nextGaussian()).toArray();
    }

    private static double[][] rows(double[] values, int columns) {
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    private static double[][] mapped(double[][] x, double[] w, double[] b) {
        double[][] z = new double[x.length][b.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < b.length; k++) {
                z[i][k] = b[k];
                for (int j = 0; j < b.length; j++) {
                    z[i][k] += w[k * b.length + j] * x[i][j];
                }
            }
        }
        return z;
    }

    private ReferenceByDefinition() {}
}
