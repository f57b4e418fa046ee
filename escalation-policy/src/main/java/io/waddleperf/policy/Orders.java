package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Makes commands; their ids follow from what caused them, so that an order given twice is one.
public final class Orders {
    /// By tier (DESIGN's table of tiers).
    private static final List<Duration> GOOD_FOR =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private Orders() {}

    static Command confirmation(
            Assignment.Item item, PathContext path, UUID after, int attempt, Instant due, Instant now) {
        var cause = new Cause.Confirmation(after);
        return command(cause, attempt, path.probe(), item, asCheck(item), item.family(), 1, due)
                .after(Duration.between(now, due));
    }

    static List<Command> tier(
            int tier, Assignment.Item item, PathContext path, UUID resultId, String rule, Instant now) {
        var cause = new Cause.Escalated(resultId, rule);
        return TierChecks.of(tier, item).stream()
                .flatMap(check -> families(check, item).stream()
                        .map(family -> command(cause, path.probe(), item, check, family, tier, now)))
                .toList();
    }

    /// The same test on other paths of the probe, as far as the budget goes.
    static List<Command> comparisons(Assignment.Item item, PathContext path, UUID resultId, Instant now) {
        return path.neighbours().stream()
                .filter(other -> path.purse().pay(Purse.Expense.COMPARISON, now).isEmpty())
                .map(other -> comparison(other, path.probe(), resultId, now))
                .toList();
    }

    public static Command comparison(Assignment.Item item, String probe, UUID resultId, Instant now) {
        return command(new Cause.Comparison(resultId), probe, item, asCheck(item), item.family(), 1, now);
    }

    private static Check asCheck(Assignment.Item item) {
        return new Check(item.check(), item.spec(), List.of(item.family()));
    }

    private static List<Family> families(Check check, Assignment.Item item) {
        return check.families().isEmpty() ? List.of(item.family()) : check.families();
    }

    private static Command command(
            Cause cause, String probe, Assignment.Item item, Check check, Family family, int tier, Instant due) {
        return command(cause, 1, probe, item, check, family, tier, due);
    }

    private static Command command(
            Cause cause,
            int attempt,
            String probe,
            Assignment.Item item,
            Check check,
            Family family,
            int tier,
            Instant due) {
        var target = item.target();
        UUID id = Ids.command(cause, attempt, probe, target.id(), check.name(), family);
        Instant expires = due.plus(GOOD_FOR.get(tier - 1));
        return new Command(
                id,
                Ids.run(cause),
                probe,
                target,
                check.name(),
                family,
                check.spec(),
                tier,
                cause,
                attempt,
                due,
                expires,
                null);
    }
}
