package io.waddleperf.cli.tests;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.api.Query;
import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Moments;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Asks how far an order is until each of its tests has an ending, or the server should have given it one.
final class Follower {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /// While a test tells what it sees, which it does each second.
    private static final Duration LONGEST_PAUSE_SEEING = Duration.ofSeconds(1);

    /// After an order has expired each test has an ending; results may be that late.
    private static final Duration GRACE = Duration.ofSeconds(60);

    /// The results of more are megabytes: they are asked for once, at the end.
    private static final int MOST_WITH_RESULTS = 100;

    private static final int MOST_FAILURES = 10;

    private final Api api;
    private final LongSupplier nanoTime;
    private final String id;
    private boolean withResults = true;
    private int failures;

    Follower(Api api, LongSupplier nanoTime, String id) {
        this.api = api;
        this.nanoTime = nanoTime;
        this.id = id;
    }

    /// @return the last status, with its results
    Map<String, Object> follow(Consumer<Map<String, Object>> each) throws InterruptedException {
        long beganNs = nanoTime.getAsLong();
        var pause = FIRST_PAUSE;
        var longest = LONGEST_PAUSE;
        while (true) {
            var status = ask();
            if (!status.isEmpty()) {
                each.accept(status);
                if (isOver(status)) {
                    return withResults ? status : status(true);
                }
                withResults = Fields.items(status, "commands").size() <= MOST_WITH_RESULTS;
                longest = isSeeing(status) ? LONGEST_PAUSE_SEEING : LONGEST_PAUSE;
                requireTime(status, nanoTime.getAsLong() - beganNs);
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(longest) > 0 ? longest : pause;
        }
    }

    /// Empty where the server was away: the tests run all the same.
    private Map<String, Object> ask() {
        try {
            var status = status(withResults);
            failures = 0;
            return status;
        } catch (CommandFailure e) {
            failures++;
            if (!e.isPassing() || failures >= MOST_FAILURES) {
                throw e;
            }
            return Map.of();
        }
    }

    private Map<String, Object> status(boolean results) {
        return api.get(Query.of("/api/v1/tests")
                .part(id)
                .part("status")
                .with("results", results ? null : "false")
                .toString());
    }

    private static boolean isOver(Map<String, Object> status) {
        return Fields.items(status, "commands").stream().allMatch(command -> command.get("ending") != null)
                && !Fields.items(status, "commands").isEmpty();
    }

    private static boolean isSeeing(Map<String, Object> status) {
        return Fields.items(status, "commands").stream().anyMatch(command -> command.get("seen") != null);
    }

    private void requireTime(Map<String, Object> status, long sinceNs) {
        var life = Moments.of(status, "requestedAt")
                .flatMap(from -> Moments.of(status, "expiresAt").map(to -> Duration.between(from, to)))
                .orElse(Duration.ZERO);
        if (sinceNs > life.plus(GRACE).toNanos()) {
            throw new CommandFailure(
                    Exit.NO_SERVER,
                    "the order " + id + " has expired and not all of its tests have an ending; `./waddleperf doctor`"
                            + " shows whether the services run");
        }
    }
}
