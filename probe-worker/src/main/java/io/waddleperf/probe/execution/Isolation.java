package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Whether the probe has lost the network rather than a target, so that what fails says nothing of its target.
///
/// It has where its way out is gone; and where most of the targets that used to answer, three at least, were
/// asked since the last answer of any of them, and none did.
public final class Isolation {
    /// Fewer may well have broken at once.
    private static final int LEAST_TARGETS = 3;

    /// Who has not answered for so long is no witness.
    private static final Duration WITNESS = Duration.ofHours(1);

    /// A probe with more targets judges by those that answered last.
    private static final int MOST_WITNESSES = 1_000;

    private final BooleanSupplier wayOutLost;
    private final Ticker ticker;

    /// When each target last answered; who answers moves to the end.
    private final LinkedHashMap<String, Long> answeredNs = new LinkedHashMap<>();

    /// Those that did not answer since the last answer of any target.
    private final Set<String> lost = new HashSet<>();

    public Isolation(BooleanSupplier wayOutLost, Ticker ticker) {
        this.wayOutLost = wayOutLost;
        this.ticker = ticker;
    }

    /// Notes how a test ended.
    ///
    /// @return whether the network was lost by then
    public synchronized boolean after(String target, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> {
                answered(target);
                yield false;
            }
            case Outcome.Failed _, Outcome.TimedOut _ -> unanswered(target);
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unknown _ -> false;
        };
    }

    private void answered(String target) {
        lost.clear();
        answeredNs.remove(target);
        answeredNs.put(target, ticker.nanos());
        if (answeredNs.size() > MOST_WITNESSES) {
            answeredNs.pollFirstEntry();
        }
    }

    private boolean unanswered(String target) {
        long oldestNs = ticker.nanos() - WITNESS.toNanos();
        answeredNs.values().removeIf(at -> at - oldestNs < 0);
        lost.retainAll(answeredNs.keySet());
        if (answeredNs.containsKey(target)) {
            lost.add(target);
        }
        boolean most = lost.size() >= LEAST_TARGETS && 2 * lost.size() > answeredNs.size();
        return most || wayOutLost.getAsBoolean();
    }
}
