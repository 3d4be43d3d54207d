// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mars.command.Mars;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who doubts the mathematics checks it with this command: it must pass what is right only. */
class CheckSteinCommandTest {
    private static final ObjectNode VALID = ReferenceByDefinition.of(5, 2, "first", "second");
    private static final List<String> KINDS =
            List.of(
                    "u_rbf_0_1",
                    "u_imq_0_1",
                    "ksd2_rbf_h2_d",
                    "ksd2_imq_c1",
                    "projection.ksd2_rbf",
                    "projection.dW",
                    "projection.db");

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Values by the definition alone must pass, or the check or the mathematics is wrong. */
    @Test
    void passesValuesOfTheDefinition() throws IOException {
        assertThat(check(json -> json.put("unknown", "skipped"))).isZero();
        assertThat(out.toString()).contains(KINDS).contains("All values agree.");
        assertThat(err.toString()).isEmpty();
    }

    /** A check that cannot fail is worth nothing: each value must be looked at, in each case. */
    @Test
    void failsForAnyValueThatIsOffAndNamesIt() throws IOException {
        for (String kind : KINDS) {
            for (int one = 0; one < 2; one++) {
                int index = one;
                out.getBuffer().setLength(0);
                assertThat(check(json -> spoil(json.at("/cases/" + index), kind)))
                        .as(kind)
                        .isEqualTo(1);
                assertThat(out.toString())
                        .contains("Not within the limit: " + kind + ".")
                        .containsPattern(kind + ".* OFF .* " + (one == 0 ? "first" : "second"));
            }
        }
    }

    /** What is wrong with a file must be said with the place it is at. */
    @Test
    void namesTheFieldThatCannotBeUsed() throws IOException {
        assertRefused(json -> json.remove("n"), "n is missing");
        assertRefused(json -> json.put("n", 1), "n is 1; it must be an integer, 2 or more");
        assertRefused(json -> json.put("n", "5"), "n is \"5\"; it must be an integer");
        assertRefused(json -> json.put("d", 2.5), "d is 2.5; it must be an integer, 1 or more");
        assertRefused(json -> json.put("d", 3), "cases[0].X[0] is an array of 2; it must be an");
        assertRefused(json -> json.put("target", "Cauchy"), "target is \"Cauchy\"; it must be");
        assertRefused(json -> json.putArray("cases"), "cases is an array of 0; it must be an");
        assertRefused(json -> json.put("cases", 2), "cases is 2; it must be an array");
        assertRefused(json -> first(json).remove("name"), "cases[0].name is missing");
        assertRefused(
                json -> first(json).put("name", 1), "cases[0].name is 1; it must be a string");
        assertRefused(
                json -> ((ArrayNode) first(json).get("X")).remove(0),
                "cases[0].X is an array of 4; it must be an array of 5 arrays of 2 numbers");
        assertRefused(
                json ->
                        ((ArrayNode) first(json).get("X").get(3))
                                .set(1, DoubleNode.valueOf(0 / 0.)),
                "cases[0].X[3][1] is \"NaN\"; it must be a finite number");
        assertRefused(
                json -> first(json).put("ksd2_imq_c1", "1"),
                "cases[0].ksd2_imq_c1 is \"1\"; it must be a finite number");
        assertRefused(
                json -> first(json).put("projection", 1),
                "cases[0].projection is 1; it must be an object with the field W");
        for (String field : List.of("W", "b", "ksd2_rbf", "dW", "db")) {
            assertRefused(
                    json -> ((ObjectNode) first(json).get("projection")).remove(field),
                    "cases[0].projection." + field + " is missing");
        }
    }

    /** Nor must a file that is not there, or is not JSON, end in a stack trace. */
    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        assertRefused(directory.resolve("none.json"), "none.json: no such file");
        assertRefused(directory, directory + " is a directory");
        assertRefused(Files.writeString(directory.resolve("a"), ""), "the content is empty");
        assertRefused(Files.writeString(directory.resolve("a"), "[]"), "the content is an array");
        assertRefused(
                Files.writeString(directory.resolve("a"), "{\"n\": 2,"),
                "a is not JSON at line 1, column");
        assertRefused(
                Files.writeString(directory.resolve("a"), "{\"n\": 2, \"n\": 3}"),
                "Duplicate field 'n'");
    }

    /** The help is where the form of the file is written down. */
    @Test
    void helpShowsTheFormOfTheFile() {
        assertThat(run("check", "stein", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: mars check stein", "\"ksd2_imq_c1\"", "1e-6");
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("check", "stein")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'FILE'");
    }

    /** Changes a value by 1e-3 of itself. */
    private static void spoil(JsonNode one, String kind) {
        ObjectNode parent = (ObjectNode) (kind.contains(".") ? one.get("projection") : one);
        String field = kind.substring(kind.indexOf('.') + 1);
        if (parent.get(field).isNumber()) {
            parent.put(field, parent.get(field).doubleValue() * 1.001);
            return;
        }
        ArrayNode array = (ArrayNode) parent.get(field);
        if (array.get(0).isArray()) {
            array = (ArrayNode) array.get(1);
        }
        array.set(1, DoubleNode.valueOf(array.get(1).doubleValue() + 1e-3));
    }

    private int check(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = VALID.deepCopy();
        change.accept(json);
        // Jackson quotes NaN, Python does not.
        String text = json.toString().replace("\"NaN\"", "NaN");
        return run("check", "stein", Files.writeString(directory.resolve("f"), text).toString());
    }

    private void assertRefused(Consumer<ObjectNode> change, String why) throws IOException {
        assertThat(check(change)).isEqualTo(1);
        assertThat(err.toString()).contains(directory.resolve("f") + ": " + why);
    }

    private void assertRefused(Path file, String why) {
        assertThat(run("check", "stein", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(why);
    }

    private static ObjectNode first(ObjectNode json) {
        return (ObjectNode) json.at("/cases/0");
    }

    private int run(String... args) {
        return Mars.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
