package io.waddleperf.policy;

import static io.waddleperf.contracts.PathState.ANALYSING;
import static io.waddleperf.contracts.PathState.DIAGNOSING;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Feature;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Orders the deeper tiers, or says why not; tells what they found.
final class Deepening {
    /// What was withheld is tried again on a later breach, not on each.
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private Deepening() {}

    /// Orders a tier if the plan, the licence, its cool-down, the targets before it and the budgets let it.
    static void to(int tier, Turn turn) {
        turn.causeItem().ifPresent(item -> {
            if (item.escalationOrDefault().deepestTier() < tier) {
                return; // as configured: no news
            }
            Optional<String> objection = objection(tier, item.escalationOrDefault(), turn);
            if (objection.isPresent()) {
                withhold(tier, turn, objection.get());
            } else if (tier == 3 && item.escalationOrDefault().approveTier3()) {
                turn.tell(Step.AWAITING_APPROVAL, turn.state(), "tier 3 waits for approval", 3, "");
                turn.remember(turn.memory().awaitingApproval());
            } else {
                pay(tier, turn, item, "tier " + tier + " ordered");
            }
        });
    }

    /// A breach while the path is open: what was withheld may be allowed now.
    static void again(Turn turn) {
        Instant tryAt = turn.memory().tryAt();
        if (tryAt != null && !turn.now().isBefore(tryAt)) {
            to(turn.memory().withheld(), turn);
        }
    }

    static void approved(Turn turn, String by) {
        turn.causeItem().ifPresent(item -> {
            Optional<String> objection = licence(turn).or(() -> coolDown(3, item.escalationOrDefault(), turn));
            if (objection.isPresent()) {
                withhold(3, turn, objection.get());
            } else {
                pay(3, turn, item, "tier 3 approved by " + by);
            }
        });
    }

    private static void pay(int tier, Turn turn, Assignment.Item item, String text) {
        Optional<String> exhausted = turn.path().purse().pay(Purse.Expense.ofTier(tier), turn.now());
        if (exhausted.isPresent()) {
            withhold(tier, turn, "budget: " + exhausted.get());
            return;
        }
        PathState next = tier == 3 ? ANALYSING : DIAGNOSING;
        turn.orderTier(tier, item, next, text);
        turn.remember(turn.memory().ordered(tier, turn.now()));
        turn.enter(next);
        if (tier == 3) {
            turn.compare();
        }
    }

    private static Optional<String> objection(int tier, EscalationPlan plan, Turn turn) {
        return licence(turn)
                .or(() -> coolDown(tier, plan, turn))
                .or(() -> turn.path().brokenParent().map(parent -> "behind: " + parent + " is broken itself"));
    }

    private static Optional<String> licence(Turn turn) {
        return turn.path().entitlements().objection(Feature.AUTOPERF);
    }

    private static Optional<String> coolDown(int tier, EscalationPlan plan, Turn turn) {
        Instant last = tier == 2 ? turn.memory().tier2At() : turn.memory().tier3At();
        long coolDownUs = tier == 2 ? plan.tier2CoolDownUs() : plan.tier3CoolDownUs();
        return last != null && turn.now().isBefore(last.plus(coolDownUs, ChronoUnit.MICROS))
                ? Optional.of("cool-down: tier " + tier + " ran at " + last)
                : Optional.empty();
    }

    /// Told once for each tier and trouble, however often it is tried again.
    private static void withhold(int tier, Turn turn, String reason) {
        if (turn.memory().withheld() != tier) {
            turn.tell(Step.SUPPRESSED, turn.state(), "tier " + tier + " withheld", tier, reason);
        }
        turn.remember(turn.memory().withheld(tier, turn.now().plus(TRY_AGAIN)));
    }

    /// A result of a deeper tier: part of the story, and a reason to go deeper where it breaches.
    static void found(Turn turn, PathEvent.ResultCame came) {
        if (!turn.state().open()) {
            return; // somebody tests by hand, or it recovered before
        }
        Result result = came.result();
        Breach breach = breachOf(turn, came);
        turn.tellFound(breach, result.tier(), Findings.text(result, turn.path().lastGood()));
        boolean undecided = turn.state() == DIAGNOSING
                && !turn.memory().awaits()
                && turn.memory().withheld() != 3;
        if (result.tier() == 2 && breach != null && undecided) {
            to(3, turn);
        }
    }

    /// Beyond a bound of tier 2, or still beyond the one that opened the path.
    private static @Nullable Breach breachOf(Turn turn, PathEvent.ResultCame came) {
        for (Verdict verdict : came.verdicts()) {
            if (verdict instanceof Verdict.Breaches beyond) {
                return Turn.breach(came.result(), beyond.rule(), beyond.value());
            }
        }
        return turn.causeRule()
                .filter(rule -> came.result().check().equals(turn.causeCheck()))
                .flatMap(rule -> Judge.breach(came.result(), rule))
                .orElse(null);
    }
}
