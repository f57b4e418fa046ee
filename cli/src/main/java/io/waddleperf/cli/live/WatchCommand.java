package io.waddleperf.cli.live;

import static io.waddleperf.cli.text.Listing.column;
import static io.waddleperf.cli.text.Listing.wide;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.Times;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.api.ApiOptions;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Listing;
import io.waddleperf.cli.text.Listing.Column;
import io.waddleperf.cli.text.Moments;
import io.waddleperf.cli.text.OutputOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `watch`: the paths, the worst first, again and again.
@Command(
        name = "watch",
        description = "Shows the paths with their state, the worst first, again and again until Ctrl-C.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(
            column("PROBE"),
            column("TARGET"),
            column("STATE"),
            column("UPDATED"),
            wide("ADDRESS"),
            wide("ESCALATION"),
            wide("INCIDENT"),
            column("REASON"));
    private static final List<String> STATES = List.of("failing", "breaching", "stale", "unproven", "healthy");
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final int MOST = 1_000;
    private static final int MOST_FAILURES = 10;

    /// Of ECMA-48: to the corner, and what is below it away, so that nothing flickers.
    private static final String HOME = "\033[H\033[J";

    private final Surroundings surroundings;
    private int failures;

    @Option(names = "--probe", paramLabel = "ID", description = "only of this probe")
    private @Nullable String probe;

    @Option(names = "--target", paramLabel = "ID", description = "only of this target")
    private @Nullable String target;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "only in this one: failing, breaching, stale, unproven or healthy")
    private @Nullable String state;

    @Option(names = "--limit", paramLabel = "COUNT", description = "so many at most (default: ${DEFAULT-VALUE})")
    private int limit = 40;

    @Option(names = "--every", paramLabel = "TIME", description = "how often (default: ${DEFAULT-VALUE})")
    private String every = "2s";

    @Mixin
    private final Bounds bounds = new Bounds();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final ApiOptions options = new ApiOptions();

    private WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new WatchCommand(surroundings));
    }

    @Override
    public Integer call() throws InterruptedException {
        var pause = requireValid();
        var api = options.connect(surroundings);
        var left = bounds.begin(surroundings.nanoTime());
        while (left.goesOn() && !surroundings.out().checkError()) { // as of `| head`, which has gone
            look(api, left);
            left.count();
            if (left.goesOn()) {
                Thread.sleep(left.atMost(pause));
            }
        }
        return Exit.OK;
    }

    private Duration requireValid() {
        var pause = Times.duration("--every", every);
        if (pause.compareTo(SHORTEST) < 0) {
            throw new CommandFailure(Exit.WRONG_USE, "--every must be 200ms or more, not " + every);
        }
        if (limit < 1 || limit > MOST) {
            throw new CommandFailure(Exit.WRONG_USE, "--limit must be 1 to " + MOST + ", not " + limit);
        }
        if (state != null && !STATES.contains(state)) {
            throw new CommandFailure(Exit.WRONG_USE, "--state must be one of " + String.join(", ", STATES));
        }
        return pause;
    }

    /// A server that is away for a moment is asked again at the next turn.
    private void look(Api api, Bounds.Left left) {
        try {
            show(api.get(Query.of("/api/v1/paths")
                    .with("probe", probe)
                    .with("target", target)
                    .with("state", state)
                    .with("limit", limit)
                    .toString()));
            failures = 0;
        } catch (CommandFailure e) {
            failures++;
            if (!e.isPassing() || failures >= MOST_FAILURES || !left.goesOnAfterThis()) {
                throw e;
            }
            surroundings
                    .err()
                    .println("waddleperf: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void show(Map<String, Object> page) {
        if (!output.isTable()) {
            output.document(surroundings.out(), page);
            return;
        }
        if (surroundings.operator().terminal()) {
            surroundings.out().print(HOME);
        }
        surroundings.out().println(summary(page));
        output.print(
                surroundings.out(),
                new Listing(
                        COLUMNS,
                        Fields.items(page, "items").stream()
                                .map(WatchCommand::row)
                                .toList(),
                        page));
        if (!surroundings.operator().terminal()) {
            surroundings.out().println();
        }
    }

    private String summary(Map<String, Object> page) {
        var counts = Fields.map(page, "summary");
        var text = new StringBuilder();
        text.append(surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .append("  ")
                .append(Fields.text(counts, "total"))
                .append(Fields.text(counts, "total").equals("1") ? " path" : " paths");
        for (String one : STATES) {
            if (counts.get(one) instanceof Number number && number.longValue() > 0) {
                text.append(", ").append(number.longValue()).append(' ').append(one);
            }
        }
        return text.append(page.get("next") == null ? "" : "; --limit shows more")
                .toString();
    }

    private static List<String> row(Map<?, ?> path) {
        return List.of(
                Fields.text(path, "probe"),
                Fields.text(path, "target"),
                Fields.text(path, "state"),
                Moments.second(path, "updatedAt"),
                Fields.text(path, "address"),
                Fields.text(path, "pathState"),
                Fields.text(path, "incident"),
                Fields.text(path, "reason"));
    }
}
