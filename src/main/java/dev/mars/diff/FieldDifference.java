// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field that two values do not agree on.
 *
 * @param first null if the first value has no such field
 * @param second null if the second value has no such field
 */
public record FieldDifference(String field, String first, String second) {
    public static List<FieldDifference> between(
            Map<String, String> first, Map<String, String> second) {
        Set<String> fields = new LinkedHashSet<>(first.keySet());
        fields.addAll(second.keySet());
        List<FieldDifference> differences = new ArrayList<>();
        for (String field : fields) {
            String a = first.get(field);
            String b = second.get(field);
            if (a == null || !a.equals(b)) {
                differences.add(new FieldDifference(field, a, b));
            }
        }
        return differences;
    }
}
