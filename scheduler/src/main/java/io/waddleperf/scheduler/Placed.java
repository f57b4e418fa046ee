package io.waddleperf.scheduler;

/// An exclusive series with its phase.
///
/// @param loose whether it may meet others, and then does not run
/// @param rank  the lower goes first, where two meet
record Placed(ExclusiveSeries series, long phaseUs, boolean loose, int rank) {
    /// How much later another must begin so as never to meet this one; 0 where it does not.
    long inTheWayUs(ExclusiveSeries other, long otherPhaseUs) {
        long cycleUs = gcd(series.intervalUs(), other.intervalUs());
        long afterUs = Math.floorMod(otherPhaseUs - phaseUs, cycleUs);
        if (afterUs < series.holdUs()) {
            return series.holdUs() - afterUs;
        }
        return afterUs + other.holdUs() > cycleUs ? cycleUs - afterUs + series.holdUs() : 0;
    }

    /// Its first slot that is not over by then, in microseconds since the epoch.
    long slotAtUs(long us) {
        long before = Math.floorDiv(us - series.holdUs() - phaseUs, series.intervalUs());
        return phaseUs + (before + 1) * series.intervalUs();
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
