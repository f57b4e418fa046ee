package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose letters.
final class FilterOptions {
    @Option(names = "--since", paramLabel = "TIME", description = "written since, such as 2h or 2026-01-31T12:00:00Z")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "written before, such as 30m or 2026-01-31T13:00:00Z")
    private @Nullable String until;

    @Option(names = "--topic", paramLabel = "NAME", description = "of records of this topic, such as results")
    private @Nullable String topic;

    @Option(names = "--reader", paramLabel = "NAME", description = "given up by this reader, such as results-sink")
    private @Nullable String reader;

    @Option(names = "--reason", paramLabel = "TEXT", description = "with this text in the reason")
    private @Nullable String reason;

    LetterFilter filter(Instant now) {
        @Nullable Instant from = since == null ? null : Times.moment("--since", since, now);
        @Nullable Instant to = until == null ? null : Times.moment("--until", until, now);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new CommandFailure(
                    Exit.WRONG_USE, "--since must be before --until, but is " + from + ", and --until " + to);
        }
        return new LetterFilter(topic, reader, reason, from, to);
    }
}
