package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.TestSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// Makes commands; their ids follow from what caused them, so that an order given twice is one.
public final class Orders {
    /// By tier (DESIGN's table of tiers).
    private static final List<Duration> GOOD_FOR =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

    private static final Duration LOST_AFTER = Duration.ofSeconds(30);

    /// An exclusive test may have to wait until others have ended.
    private static final Duration EXCLUSIVE_GOOD_FOR = Duration.ofMinutes(2);

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
        var checks = TierChecks.of(tier, item);
        Instant calm = now.plus(longestOfOthers(tier, checks));
        return checks.stream()
                .flatMap(check -> families(check, item).stream()
                        .map(family -> command(cause, path.probe(), item, check, family, tier, now)))
                .map(command -> command.spec().test().exclusive() ? command.due(calm) : command)
                .toList();
    }

    /// What was measured beside an exclusive test would not count: that one comes when the others
    /// must have ended, and half of its tier's time is left to it.
    private static Duration longestOfOthers(int tier, List<Check> checks) {
        long longestUs = checks.stream()
                .map(Check::spec)
                .filter(spec -> !spec.test().exclusive())
                .mapToLong(TestSpec::limitUs)
                .max()
                .orElse(0);
        Duration longest = Duration.of(longestUs, ChronoUnit.MICROS);
        Duration half = GOOD_FOR.get(tier - 1).dividedBy(2);
        return longest.compareTo(half) < 0 ? longest : half;
    }

    /// The same test on other paths of the probe, as far as the budget goes. None where it is
    /// exclusive: one after the other they would take minutes, and fill everybody's network.
    static List<Command> comparisons(PathContext path, UUID resultId, Instant now) {
        return path.neighbours().stream()
                .filter(Orders::comparable)
                .filter(other -> path.purse().pay(Purse.Expense.COMPARISON, now).isEmpty())
                .map(other -> comparison(other, path.probe(), resultId, now))
                .toList();
    }

    /// Whether the same test is run elsewhere to compare.
    public static boolean comparable(Assignment.Item item) {
        return !item.spec().test().exclusive();
    }

    public static Command comparison(Assignment.Item item, String probe, UUID resultId, Instant now) {
        return command(new Cause.Comparison(resultId), probe, item, asCheck(item), item.family(), 1, now);
    }

    /// Until when a test that was due then has come in, or never will.
    static Instant lostAt(Instant due, TestSpec spec) {
        return spec.test().exclusive()
                ? due.plus(EXCLUSIVE_GOOD_FOR).plus(spec.limitUs(), ChronoUnit.MICROS)
                : due.plus(LOST_AFTER);
    }

    private static Duration goodFor(int tier, TestSpec spec) {
        Duration ofTier = GOOD_FOR.get(tier - 1);
        return spec.test().exclusive() && ofTier.compareTo(EXCLUSIVE_GOOD_FOR) < 0 ? EXCLUSIVE_GOOD_FOR : ofTier;
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
        Instant expires = due.plus(goodFor(tier, check.spec()));
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
