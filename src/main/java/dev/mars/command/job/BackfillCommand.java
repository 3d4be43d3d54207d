// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DurationArgument;
import dev.mars.command.terminal.Progress;
import dev.mars.command.terminal.Span;
import dev.mars.command.terminal.TimeArgument;
import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import dev.mars.stream.JobSettings;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backfill",
        description = {
            "Writes the outputs with asOf in [--from, --to) to a topic of their own: those that a"
                    + " live job with the same options wrote, or would have written. The job is"
                    + " bounded, runs beside the live one, and shares nothing with it but the"
                    + " inputs.",
            "",
            "T is " + TimeArgument.FORMS + "."
        })
public final class BackfillCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "First asOf that is written.")
    private Instant from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "First asOf that is no longer written.")
    private Instant to;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "TOPIC",
            description =
                    "Where outputs go; created if it is missing. Dead letters go to"
                            + " TOPIC-dead-letters.")
    private String output;

    @Option(
            names = "--warmup",
            paramLabel = "D",
            converter = DurationArgument.class,
            description =
                    "Read behaviours from this long before --from only, such as 30 d. Outputs are"
                            + " then those of a world in which nobody had acted before; see"
                            + " docs/replay.md. From the topic's beginning unless set, so that they"
                            + " are exact.")
    private Duration warmUp;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each operator; mars.job.parallelism unless set.")
    private Integer parallelism;

    @Override
    public Integer call() throws Exception {
        Backfill backfill = new Backfill(extent(), output);
        Configuration configuration = configuration(backfill);
        var out = spec.commandLine().getOut();
        TopicSettings settings = TopicSettings.from(configuration);
        try (TopicCreation topics = new TopicCreation(settings)) {
            topics.createWritten(out::println);
        }
        try (Topics topics = new Topics(settings)) {
            out.printf(
                    "Backfill of [%s, %s) to %s, with behaviours from %s on.%n",
                    from,
                    to,
                    output,
                    warmUp == null ? "the beginning" : from.minus(warmUp).toString());
            out.flush();
            ReadSoFar<TopicPartition> progress =
                    progress(topics, JobSettings.from(configuration), backfill.extent());
            await(backfill.submit(configuration), topics, progress, configuration);
        }
        out.printf("The backfill has ended; %s holds its outputs.%n", output);
        return 0;
    }

    private Extent extent() {
        Span span = Span.of(spec, from, to);
        if (warmUp != null && warmUp.isNegative()) {
            throw wrong("--warmup is %s; it must be 0 or more: correct it".formatted(warmUp));
        }
        return warmUp == null
                ? Extent.replay(span.from(), span.to())
                : Extent.replay(span.from(), span.to(), warmUp.toMillis());
    }

    private Configuration configuration(Backfill backfill) {
        Configuration live = options.requireCluster();
        if (parallelism != null) {
            if (parallelism < 1) {
                throw wrong(
                        "--parallelism is %s; it must be 1 or more: correct it"
                                .formatted(parallelism));
            }
            live.set(MarsOptions.PARALLELISM, parallelism);
        }
        try {
            return backfill.configuration(live);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static ReadSoFar<TopicPartition> progress(
            Topics topics, JobSettings settings, Extent extent) throws IOException {
        String topic = settings.topics().names().behavior();
        Map<TopicPartition, Long> begin =
                extent.startTimestamp(settings.maxAhead()) == 0
                        ? topics.beginningOffsets(topic)
                        : topics.offsetsAt(topic, extent.startTimestamp(settings.maxAhead()));
        return new ReadSoFar<>(
                begin, topics.endOffsets(topic), topics.committed(settings.consumerGroup()));
    }

    /** Waits until the job has ended; Ctrl-C cancels it. */
    private static void await(
            JobClient job,
            Topics topics,
            ReadSoFar<TopicPartition> progress,
            Configuration configuration)
            throws InterruptedException, ExecutionException {
        String group = configuration.get(MarsOptions.CONSUMER_GROUP);
        try (CancelOnExit ignored = new CancelOnExit(job);
                ProgressBar bar = new Progress().bar("reading behaviours", progress.total())) {
            BoundedJob.await(job, bar, () -> progress.of(topics.committed(group)));
            bar.stepTo(progress.total());
        }
    }
}
