package io.waddleperf.scheduler;

import io.waddleperf.contracts.Cadence;

/// An exclusive series with its phase.
///
/// @param cadence in its phase
/// @param loose   whether it may meet others, and then does not run
/// @param rank    the lower goes first, where two meet
record Placed(ExclusiveSeries series, Cadence cadence, boolean loose, int rank) {
    Placed(ExclusiveSeries series, long phaseUs, boolean loose, int rank) {
        this(series, series.cadence().withPhase(phaseUs), loose, rank);
    }

    /// How much later another must begin so as not to meet this one in one way or another; 0 where it
    /// never does.
    long inTheWayUs(ExclusiveSeries other, long otherPhaseUs) {
        long cycleUs = gcd(series.cycle().us(), other.cycle().us());
        for (long startUs : series.cycle().startsUs()) {
            for (long otherStartUs : other.cycle().startsUs()) {
                long afterUs = Math.floorMod(otherStartUs + otherPhaseUs - startUs - cadence.phaseUs(), cycleUs);
                long inTheWayUs = inTheWayUs(afterUs, cycleUs, other.holdUs());
                if (inTheWayUs > 0) {
                    return inTheWayUs;
                }
            }
        }
        return 0;
    }

    private long inTheWayUs(long afterUs, long cycleUs, long otherHoldUs) {
        if (afterUs < series.holdUs()) {
            return series.holdUs() - afterUs;
        }
        return afterUs + otherHoldUs > cycleUs ? cycleUs - afterUs + series.holdUs() : 0;
    }

    /// Its first slot that is not over by then, in microseconds since the epoch.
    long slotAtUs(long us) {
        return cadence.slotAfterUs(us - series.holdUs());
    }

    boolean meets(long fromUs, long untilUs) {
        return slotAtUs(fromUs) < untilUs;
    }

    private static long gcd(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
