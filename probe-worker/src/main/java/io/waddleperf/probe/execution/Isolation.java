package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Test;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether the probe has lost the network rather than a target, so that what fails says nothing of its target.
///
/// It has where its way out is gone. And it has where most of the targets that used to answer, three at
/// least, were asked since the last answer of any of them and none did, and that answer is as long ago as
/// these usually take to answer again: else whoever is asked last in a round would always be the probe's
/// own trouble.
public final class Isolation {
    /// Fewer may well have broken at once.
    private static final int LEAST_TARGETS = 3;

    /// Who has not answered for so long is no witness.
    private static final Duration WITNESS = Duration.ofHours(1);

    /// A probe with more targets judges by those that answered last.
    private static final int MOST_WITNESSES = 1_000;

    private final BooleanSupplier wayOutLost;
    private final Ticker ticker;

    /// By target; who answers moves to the end.
    private final LinkedHashMap<String, Witness> witnesses = new LinkedHashMap<>();

    /// Those that did not answer since the last answer of any target.
    private final Set<String> lost = new HashSet<>();

    private long lastAnswerNs;

    /// @param gapNs between its last two answers; 0: it has given one
    private record Witness(long answeredNs, long gapNs) {}

    public Isolation(BooleanSupplier wayOutLost, Ticker ticker) {
        this.wayOutLost = wayOutLost;
        this.ticker = ticker;
    }

    /// Notes how a test ended.
    ///
    /// @return whether the network was lost by then
    public synchronized boolean after(String target, Test test, Measurement measurement) {
        if (saysNothing(test, measurement.details())) {
            return false;
        }
        return switch (measurement.outcome()) {
            case Outcome.Measured _ -> answered(target);
            case Outcome.Failed(var failure, String _) -> isAnswer(failure) ? answered(target) : unanswered(target);
            case Outcome.TimedOut _ -> unanswered(target);
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unknown _ -> false;
        };
    }

    /// Tests of this machine, and ways that ended before the target.
    private static boolean saysNothing(Test test, @Nullable Details details) {
        return test == Test.SYSTEM
                || test == Test.CAPTURE
                || (details instanceof Details.TracerouteDetails way && !way.reached());
    }

    /// Whether somebody at the other end said no: the network is there.
    private static boolean isAnswer(Failure failure) {
        return switch (failure) {
            case CONNECTION_REFUSED,
                    CONNECTION_RESET,
                    TLS,
                    PROTOCOL,
                    STATUS,
                    AUTHENTICATION,
                    HOST_KEY,
                    ASSERTION,
                    REDIRECT -> true;
            case NAME_NOT_FOUND, NO_ROUTE, IO, UNKNOWN -> false;
        };
    }

    private boolean answered(String target) {
        long nowNs = ticker.nanos();
        lost.clear();
        lastAnswerNs = nowNs;
        Witness before = witnesses.remove(target);
        witnesses.put(target, new Witness(nowNs, before == null ? 0 : nowNs - before.answeredNs()));
        if (witnesses.size() > MOST_WITNESSES) {
            witnesses.pollFirstEntry();
        }
        return false;
    }

    private boolean unanswered(String target) {
        long nowNs = ticker.nanos();
        witnesses.values().removeIf(one -> nowNs - one.answeredNs() > WITNESS.toNanos());
        lost.retainAll(witnesses.keySet());
        if (witnesses.containsKey(target)) {
            lost.add(target);
        }
        boolean most = lost.size() >= LEAST_TARGETS && 2 * lost.size() > witnesses.size();
        return (most && nowNs - lastAnswerNs >= usualGapNs()) || wayOutLost.getAsBoolean();
    }

    /// The middle one of those that are lost.
    private long usualGapNs() {
        var gaps = lost.stream()
                .map(witnesses::get)
                .mapToLong(one -> one == null ? 0 : one.gapNs())
                .sorted()
                .toArray();
        return gaps[gaps.length / 2];
    }
}
