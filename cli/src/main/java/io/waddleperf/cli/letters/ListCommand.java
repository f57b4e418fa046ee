package io.waddleperf.cli.letters;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.KafkaOptions;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.text.OutputOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `dead-letters list`.
@Command(
        name = "list",
        description = "Lists dead letters, the newest first, and counts them by reader and reason.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final int MOST = 100_000;
    private static final int REASON_START = 80;

    /// A replayed record fails again soon: its note stands so far before its letter at most, else
    /// the letter is listed as new.
    private static final Duration NOTES_BEFORE = Duration.ofHours(1);

    private final Surroundings surroundings;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Option(names = "--limit", paramLabel = "COUNT", description = "show so many at most (default: ${DEFAULT-VALUE})")
    private int limit = 50;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new CommandFailure(Exit.WRONG_USE, "--limit must be 1 to " + MOST + ", not " + limit);
        }
        var filter = filters.filter(surroundings.clock().instant());
        var listing = new Listing(filter, limit);
        return kafka.run(surroundings, connection -> {
            new LetterLog(connection).readSince(from(filter.since()), listing::take);
            switch (output.format()) {
                case table -> surroundings.out().print(ListingText.table(listing, REASON_START));
                case wide -> surroundings.out().print(ListingText.table(listing, Integer.MAX_VALUE));
                case json, yaml -> output.document(surroundings.out(), ListingText.document(listing));
            }
            return Exit.OK;
        });
    }

    private static Instant from(@Nullable Instant since) {
        return since == null || since.isBefore(Instant.EPOCH.plus(NOTES_BEFORE))
                ? Instant.EPOCH
                : since.minus(NOTES_BEFORE);
    }
}
