// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param type media type
 */
record Answer(int status, String type, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(Object value) {
        return json(200, value);
    }

    /** A problem, with what to do about it. */
    static Answer problem(int status, String message) {
        return json(status, Map.of("problem", message));
    }

    static Answer text(String type, String text) {
        return new Answer(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer json(int status, Object value) {
        try {
            // As a string first: written as bytes, half a surrogate pair in an id would be an
            // error.
            byte[] body = JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
            return new Answer(status, "application/json", body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }
}
