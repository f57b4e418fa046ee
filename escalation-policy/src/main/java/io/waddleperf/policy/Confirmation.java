package io.waddleperf.policy;

import static io.waddleperf.contracts.PathState.SUSPECT;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Tests a suspect path again and again until M of N is reached or out of reach.
final class Confirmation {
    private static final int MOST_LOST = 3;

    private final Turn turn;

    Confirmation(Turn turn) {
        this.turn = turn;
    }

    /// @param after the result that leaves the question open
    /// @param lost  how many tests in a row have had no ending
    void order(UUID after, int lost) {
        turn.causeItem().ifPresent(item -> {
            EscalationPlan plan = item.escalationOrDefault();
            Instant due = turn.now().plus(plan.confirmEveryUs(), ChronoUnit.MICROS);
            // without a token the next slots of the schedule decide: slower, but for nothing
            boolean paid = turn.path()
                    .purse()
                    .pay(Purse.Expense.CONFIRMATION, turn.now())
                    .isEmpty();
            Instant lostAt = Orders.lostAt(due, item.spec());
            turn.remember(turn.memory().with(new PathMemory.Retest(after, lostAt, lost, paid)));
            if (paid) {
                turn.order(Orders.confirmation(item, turn.path(), after, lost + 1, due, turn.now()));
            }
        });
    }

    /// A result of the suspect path, after which it is still open.
    ///
    /// @param told whether any rule had a verdict on it; a test that was refused, or came late, has
    ///             told nothing
    void answered(Result result, boolean told) {
        PathMemory.Retest out = turn.memory().retest();
        boolean awaited =
                out != null && result.cause() instanceof Cause.Confirmation(UUID after) && after.equals(out.after());
        if (out == null) {
            order(result.id(), 0);
        } else if (awaited && told) {
            order(result.id(), 0);
        } else if (awaited) {
            again(out, result.id());
        }
    }

    void timePassed() {
        PathMemory.Retest out = turn.memory().retest();
        if (turn.state() != SUSPECT || out == null || turn.now().isBefore(out.deadline())) {
            return;
        }
        turn.setOffBy(out.after() + "/" + out.lost());
        again(out, out.after());
    }

    private void again(PathMemory.Retest out, UUID after) {
        int lost = out.sent() ? out.lost() + 1 : out.lost();
        if (lost >= MOST_LOST) {
            TierMachine.dismiss(turn, "no confirming test told anything");
        } else {
            order(after, lost);
        }
    }
}
