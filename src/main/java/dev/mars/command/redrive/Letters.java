// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.redrive;

import dev.mars.command.terminal.Progress;
import dev.mars.redrive.Letter;
import dev.mars.redrive.LetterCounts;
import dev.mars.redrive.Redrive;
import dev.mars.sort.Entries;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.DeadLetters;
import dev.mars.topic.RawRecord;
import dev.mars.topic.RecordSender;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaSource;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import dev.mars.topic.avro.DeadLetter;
import java.io.IOException;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters from Kafka, and their records back to it. */
final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

    /**
     * Hands over what a topic of dead letters holds now.
     *
     * @return records on it that are no dead letters; the log says which
     * @throws IOException if there is no such topic, or Kafka or the registry cannot be reached
     */
    static long read(
            TopicSettings settings,
            Topics topics,
            SchemaSource schemas,
            String topic,
            Redrive redrive,
            Progress progress)
            throws IOException {
        AvroFormat<DeadLetter> format = AvroFormat.reader(DeadLetter.class, schemas);
        long span = total(topics.endOffsets(topic)) - total(topics.beginningOffsets(topic));
        long[] unreadable = {0};
        try (ProgressBar bar = progress.bar("reading " + topic, span)) {
            TopicScan.of(settings, topic)
                    .forEach(
                            raw -> {
                                Letter letter = letter(raw, format);
                                if (letter == null) {
                                    unreadable[0]++;
                                } else {
                                    redrive.add(letter);
                                }
                                bar.step();
                            });
            bar.maxHint(bar.getCurrent());
        }
        return unreadable[0];
    }

    private static long total(Map<?, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Null if it is none. */
    private static Letter letter(RawRecord raw, AvroFormat<DeadLetter> format) throws IOException {
        String problem = "it has no value";
        if (raw.value() != null) {
            try {
                DeadLetter letter = format.decode(raw.value());
                return new Letter(
                        letter.getReason(), raw.timestamp(), DeadLetters.original(letter));
            } catch (RejectedException e) {
                problem = e.getMessage();
            }
        }
        LOG.warn(
                "Record {} of {}, partition {}, is no dead letter: {}",
                raw.offset(),
                raw.topic(),
                raw.partition(),
                problem);
        return null;
    }

    /**
     * @return records sent
     * @throws IOException if one could not be written; the message says how many were
     */
    static long send(
            TopicSettings settings, Entries<Letter> chosen, LetterCounts counts, Progress progress)
            throws IOException {
        long total = counts.total().sendable();
        try (RecordSender sender = new RecordSender(settings);
                ProgressBar bar = progress.bar("sending", total)) {
            try {
                for (Letter letter = chosen.next(); letter != null; letter = chosen.next()) {
                    sender.send(letter.record());
                    bar.step();
                }
                sender.flush();
            } catch (IOException e) {
                throw new IOException(
                        "%s of %s records were put back, in the order of their topics, partitions and offsets, before one could not be; put the rest back once that is repaired, as a record that comes twice counts once"
                                .formatted(sender.acknowledged(), total),
                        e);
            }
            return sender.acknowledged();
        }
    }

    private Letters() {}
}
