// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a reference file and the place it is at, so that a message can name it.
 *
 * @param at the fields that lead there, such as {@code cases[1].X[0]}; empty for the whole
 */
record JsonPlace(Path file, String at, JsonNode node) {
    private static final String ADVICE =
            "; correct the file, `mars check stein --help` shows its form";

    private static final int SHOWN = 60;

    // NaN, as Python writes it, is read so that the message can name its place.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /**
     * The object that the file holds.
     *
     * @throws IllegalArgumentException if there is no such file or it is not JSON
     */
    static JsonPlace read(Path file) throws IOException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    file
                            + (Files.exists(file) ? " is a directory" : ": no such file")
                            + "; it must be a JSON file of reference values; name one");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new JsonPlace(file, "", JSON.readTree(in));
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw new IllegalArgumentException(
                    file
                            + " is not JSON"
                            + (location == null
                                    ? ""
                                    : " at line "
                                            + location.getLineNr()
                                            + ", column "
                                            + location.getColumnNr())
                            + ": "
                            + e.getOriginalMessage()
                            + ADVICE);
        }
    }

    /** The value of an object's field. */
    JsonPlace field(String name) {
        if (!node.isObject()) {
            throw wrong("an object with the field " + name);
        }
        String there = at.isEmpty() ? name : at + "." + name;
        if (!node.has(name)) {
            throw new IllegalArgumentException(
                    file + ": " + there + " is missing; it is needed" + ADVICE);
        }
        return new JsonPlace(file, there, node.get(name));
    }

    List<JsonPlace> elements() {
        if (!node.isArray()) {
            throw wrong("an array");
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new JsonPlace(file, at + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    double[][] matrix(int rows, int columns) {
        String shape = rows + " arrays of " + columns + " numbers";
        return elements(rows, shape).stream()
                .map(row -> row.vector(columns))
                .toArray(double[][]::new);
    }

    double[] vector(int length) {
        return elements(length, length + " numbers").stream()
                .mapToDouble(JsonPlace::number)
                .toArray();
    }

    double number() {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("a finite number");
        }
        return node.doubleValue();
    }

    int integer(int least) {
        boolean whole = node.isIntegralNumber() && node.canConvertToInt();
        if (!whole || node.intValue() < least) {
            throw wrong("an integer, " + least + " or more");
        }
        return node.intValue();
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("a string");
        }
        return node.textValue();
    }

    /** What to throw if the value breaks a rule: "it must be {@code rule}". */
    IllegalArgumentException wrong(String rule) {
        return new IllegalArgumentException(
                file
                        + ": "
                        + (at.isEmpty() ? "the content" : at)
                        + " is "
                        + shown()
                        + "; it must be "
                        + rule
                        + ADVICE);
    }

    private List<JsonPlace> elements(int count, String what) {
        if (!node.isArray() || node.size() != count) {
            throw wrong("an array of " + what);
        }
        return elements();
    }

    private String shown() {
        if (node.isMissingNode()) {
            return "empty";
        }
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "an array of " + node.size();
        }
        String text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
