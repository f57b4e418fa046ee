package io.waddleperf.policy;

import static io.waddleperf.contracts.PathState.ANALYSING;
import static io.waddleperf.contracts.PathState.DIAGNOSING;
import static io.waddleperf.contracts.PathState.HEALTHY;
import static io.waddleperf.contracts.PathState.RECOVERING;
import static io.waddleperf.contracts.PathState.SILENT;
import static io.waddleperf.contracts.PathState.SUSPECT;
import static io.waddleperf.contracts.PathState.UNPROVEN;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import java.time.Instant;
import java.util.List;

/// The tiers of one path.
///
/// ```
/// unproven   → healthy     it answered for the first time
/// healthy    → suspect     a first breach; it is tested again every few seconds
/// healthy    → diagnosing  where the rule asks for one breach only
/// suspect    → healthy     M of N can no longer be reached, or no confirmation came
/// suspect    → diagnosing  M of N: tier 2, unless a budget, a cool-down or a broken target before it forbids
/// diagnosing → analysing   tier 2 breaches, or the breach that opened the path still does: tier 3
/// diagnosing, analysing → recovering   every broken rule has cleared once
/// recovering → diagnosing  a broken rule breaches again
/// recovering → analysing   somebody approved tier 3 meanwhile
/// recovering, diagnosing, analysing → healthy   every broken rule has cleared K times in a row,
///                                      is no longer in force, or somebody closed it
/// recovering, diagnosing, analysing → healthy → suspect   in one step, where what it recovers from
///                                      ends and another rule breaks
/// all but unproven → silent   nothing comes from the probe
/// silent     → healthy     something comes again
/// ```
public final class TierMachine {
    private TierMachine() {}

    /// @param now the broker's time
    public static Decision decide(PathMemory memory, PathEvent event, PathContext path, Instant now) {
        var turn = new Turn(memory, path, now);
        switch (event) {
            case PathEvent.ResultCame came -> result(turn, came);
            case PathEvent.TimePassed _ -> turn.confirmation().timePassed();
            case PathEvent.ProbeFellSilent silent -> silence(turn, silent);
            case PathEvent.Reassigned change -> reassigned(turn, change);
            case PathEvent.Approved approved -> approved(turn, approved);
            case PathEvent.ClosedByHand closed -> closedByHand(turn, closed);
        }
        return turn.decision();
    }

    private static void result(Turn turn, PathEvent.ResultCame came) {
        turn.setOffBy(came.result());
        if (turn.state() == SILENT) {
            turn.tell(Step.HEARD_AGAIN, HEALTHY, "something comes from the probe again");
            turn.remember(turn.memory().healthy(turn.now()));
        }
        if (turn.state() == UNPROVEN) {
            if (!(came.result().outcome() instanceof Outcome.Measured)) {
                return; // what never answered may never have been there
            }
            turn.remember(turn.memory().healthy(turn.now()));
        }
        if (came.result().tier() == 1) {
            turn.count(came);
            move(turn, came);
        } else {
            Deepening.found(turn, came);
        }
    }

    private static void move(Turn turn, PathEvent.ResultCame came) {
        switch (turn.state()) {
            case HEALTHY -> {
                if (turn.memory().tripped()) {
                    turn.suspect();
                    confirm(turn);
                } else {
                    turn.newBreach().ifPresent(breach -> suspect(turn, came.result(), breach));
                }
            }
            case SUSPECT -> {
                if (turn.memory().tripped()) {
                    confirm(turn);
                } else if (turn.undecided()) {
                    turn.confirmation().answered(came.result(), !came.verdicts().isEmpty());
                } else {
                    dismiss(turn, "not confirmed by " + turn.clearText());
                }
            }
            case DIAGNOSING, ANALYSING, RECOVERING -> {
                if (!turn.memory().tripped()) {
                    List<Window> left = turn.memory().windows();
                    recovered(turn, turn.clearText());
                    turn.newBreach().ifPresent(breach -> {
                        turn.remember(turn.memory().with(left));
                        suspect(turn, came.result(), breach);
                    });
                } else if (turn.state() == RECOVERING) {
                    recovering(turn);
                } else {
                    open(turn);
                }
            }
            case UNPROVEN, SILENT, UNKNOWN -> {}
        }
    }

    private static void suspect(Turn turn, Result result, Breach breach) {
        turn.suspect();
        turn.confirmation().order(result.id(), 0);
        turn.tell(Step.SUSPECTED, SUSPECT, turn.words(breach));
        turn.enter(SUSPECT);
    }

    private static void confirm(Turn turn) {
        turn.remember(turn.memory().with((PathMemory.Retest) null));
        turn.tell(Step.CONFIRMED, DIAGNOSING, turn.words(turn.trippedBreach()));
        turn.enter(DIAGNOSING);
        Deepening.to(2, turn);
        turn.compare();
    }

    static void dismiss(Turn turn, String why) {
        turn.tell(Step.DISMISSED, HEALTHY, why);
        turn.remember(turn.memory().healthy(turn.now()));
    }

    private static void open(Turn turn) {
        turn.newlyTripped().forEach(window -> turn.tellWorsened(window.breach()));
        if (turn.memory().windows().stream().filter(Window::tripped).allMatch(window -> window.clears() > 0)) {
            turn.tell(Step.RECOVERING, RECOVERING, turn.clearText());
            turn.enter(RECOVERING);
        } else if (turn.newBreach().isPresent()) {
            Deepening.again(turn);
        }
    }

    private static void recovering(Turn turn) {
        if (turn.breachedAgain()) {
            turn.tell(Step.RELAPSED, DIAGNOSING, turn.words(turn.trippedBreach()));
            turn.enter(DIAGNOSING);
            Deepening.to(2, turn);
        }
    }

    static void recovered(Turn turn, String why) {
        turn.tell(Step.RECOVERED, HEALTHY, why);
        turn.remember(turn.memory().healthy(turn.now()));
    }

    /// The probe itself is the finding: what is open on its paths cannot be judged any more.
    private static void silence(Turn turn, PathEvent.ProbeFellSilent silent) {
        if (turn.state() == UNPROVEN || turn.state() == SILENT) {
            return;
        }
        turn.setOffBy(silent.last());
        if (turn.state() != HEALTHY) {
            turn.tell(Step.FELL_SILENT, SILENT, "nothing comes from the probe any more");
        }
        turn.remember(turn.memory().healthy(turn.now()));
        turn.enter(SILENT);
    }

    /// A rule on what is tested no more could never clear.
    private static void reassigned(Turn turn, PathEvent.Reassigned change) {
        turn.setOffBy("reassigned " + turn.now());
        turn.keepWindows(window -> change.series().contains(window.series()));
        withdraw(turn, "it is tested no more");
    }

    static void withdraw(Turn turn, String why) {
        PathState state = turn.state();
        if (state == SUSPECT && turn.memory().windows().isEmpty()) {
            dismiss(turn, why);
        } else if (state.open() && !turn.memory().tripped()) {
            recovered(turn, why);
        }
    }

    private static void approved(Turn turn, PathEvent.Approved approved) {
        if (turn.memory().awaits() && turn.state().open()) {
            turn.setOffBy(approved.order().toString());
            Deepening.approved(turn, approved.by());
        }
    }

    private static void closedByHand(Turn turn, PathEvent.ClosedByHand closed) {
        if (turn.state().open()) {
            turn.setOffBy(closed.order().toString());
            recovered(turn, "closed by " + closed.by());
        }
    }
}
