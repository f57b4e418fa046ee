package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Threshold;

/// The last verdicts of one rule on one series; exists only while there is a breach among them.
///
/// @param series  number of the series ([io.waddleperf.contracts.Ids#series])
/// @param bits    a 1 for each breach, the newest lowest
/// @param clears  clear verdicts in a row
/// @param tripped M of N have breached, and not yet K in a row cleared
/// @param breach  the newest one
public record Window(long series, String rule, int bits, int clears, boolean tripped, Breach breach) {
    static Window first(long series, Threshold rule, Breach breach) {
        return new Window(series, rule.id(), 1, 0, rule.breaches() == 1, breach);
    }

    boolean of(long otherSeries, Threshold otherRule) {
        return series == otherSeries && rule.equals(otherRule.id());
    }

    Window breached(Threshold by, Breach newest) {
        int next = shifted(by) | 1;
        return new Window(series, rule, next, 0, tripped || Integer.bitCount(next) >= by.breaches(), newest);
    }

    Window inBand(Threshold by) {
        return new Window(series, rule, shifted(by), 0, tripped, breach);
    }

    Window cleared(Threshold by) {
        boolean still = tripped && clears + 1 < by.clears();
        // once it has cleared, what it breached before no longer counts
        int next = tripped && !still ? 0 : shifted(by);
        return new Window(series, rule, next, clears + 1, still, breach);
    }

    /// Whether the next breach would trip it.
    boolean undecided(Threshold by) {
        return tripped || Integer.bitCount(shifted(by)) + 1 >= by.breaches();
    }

    /// Whether there is nothing to remember.
    boolean over() {
        return bits == 0 && !tripped;
    }

    private int shifted(Threshold by) {
        int mask = by.of() == 32 ? -1 : (1 << by.of()) - 1;
        return bits << 1 & mask;
    }
}
