// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSenderTest {
    /** A record that is put back otherwise than it was is another one, and judged as such. */
    @Test
    void aRecordIsSentAsItWasToWhereItWas() {
        List<RawHeader> headers =
                List.of(
                        new RawHeader("a", new byte[] {1}),
                        new RawHeader("b", null),
                        new RawHeader("a", new byte[] {2}));
        RawRecord raw = new RawRecord("t", 3, 42, 7, new byte[] {1}, new byte[] {2, 3}, headers);
        var sent = RecordSender.of(raw);
        assertThat(sent.topic()).isEqualTo("t");
        assertThat(sent.partition()).isEqualTo(3);
        assertThat(sent.timestamp()).isEqualTo(7);
        assertThat(sent.key()).isEqualTo(raw.key());
        assertThat(sent.value()).isEqualTo(raw.value());
        List<RawHeader> got = new ArrayList<>();
        sent.headers().forEach(h -> got.add(new RawHeader(h.key(), h.value())));
        assertThat(got).isEqualTo(headers);
    }

    @Test
    void aRecordWithoutKeyValueAndTimestampHasNoneAgain() {
        var sent = RecordSender.of(new RawRecord("t", 0, 0, -1, null, null, List.of()));
        assertThat(sent.key()).isNull();
        assertThat(sent.value()).isNull();
        assertThat(sent.timestamp()).isNull();
    }
}
