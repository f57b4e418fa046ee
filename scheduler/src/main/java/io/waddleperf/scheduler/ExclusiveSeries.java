package io.waddleperf.scheduler;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cadence;
import io.waddleperf.contracts.Cron;
import io.waddleperf.contracts.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A scheduled series of exclusive tests.
///
/// @param name    in words
/// @param ends    that each of them holds
/// @param cadence in the phase that any series would have
/// @param cycle   in which it comes again
/// @param holdUs  for how long
record ExclusiveSeries(long id, String name, Set<String> ends, Cadence cadence, Cycle cycle, long holdUs) {
    private static final long DAY_US = Duration.ofDays(1).toNanos() / 1_000;

    /// What a test that a cron names is moved by at most, where no slip says otherwise.
    private static final long USUAL_SLIP_US = Duration.ofMinutes(15).toNanos() / 1_000;

    /// At which times a series may be due, in the usual phase 0: windows and a cron's days are not
    /// looked at, so two that never meet in this do not meet.
    ///
    /// @param startsUs within `us`
    record Cycle(long us, List<Long> startsUs) {
        /// Many times a day that are evenly apart are a short cycle.
        static Cycle of(Cadence cadence) {
            var timing = cadence.timing();
            Cron cron = timing == null ? null : timing.cron();
            if (cron == null) {
                return new Cycle(cadence.intervalUs(), List.of(0L));
            }
            var dailyUs = cron.dailyUs();
            long shortestUs = cadence.intervalUs();
            long first = dailyUs.getFirst() % shortestUs;
            boolean even =
                    DAY_US == shortestUs * dailyUs.size() && dailyUs.stream().allMatch(us -> us % shortestUs == first);
            return even ? new Cycle(shortestUs, List.of(first)) : new Cycle(DAY_US, dailyUs);
        }
    }

    /// Every interval.
    ExclusiveSeries(long id, String name, Set<String> ends, long intervalUs, long holdUs) {
        this(id, name, ends, new Cadence(intervalUs, Math.floorMod(id, intervalUs), null), holdUs);
    }

    private ExclusiveSeries(long id, String name, Set<String> ends, Cadence cadence, long holdUs) {
        this(id, name, ends, cadence, Cycle.of(cadence), holdUs);
    }

    static ExclusiveSeries of(String probe, Assignment.Item item) {
        return new ExclusiveSeries(
                Ids.series(probe, item.target().id(), item.check(), item.family()),
                item.check() + " from " + probe + " to " + item.target().id() + " (schedule " + item.schedule() + ')',
                Ends.of(probe, item.target()),
                item.cadence(),
                Hold.us(item.spec()));
    }

    long intervalUs() {
        return cadence.intervalUs();
    }

    /// The part of all time for which it holds its ends, at most.
    double share() {
        return (double) holdUs * cycle.startsUs().size() / cycle.us();
    }

    /// The phase that is so much later than its usual one.
    long phaseUs(long laterUs) {
        return cadence.byCron() ? cadence.phaseUs() + laterUs : (cadence.phaseUs() + laterUs) % intervalUs();
    }

    /// How much later than in its usual phase it may run: anywhere in its interval, but with a cron
    /// so long after the time that this names.
    long mostLaterUs() {
        if (!cadence.byCron()) {
            return intervalUs() - 1;
        }
        var timing = cadence.timing();
        Long slipUs = timing == null ? null : timing.slipUs();
        return Math.min(slipUs == null ? USUAL_SLIP_US : slipUs, intervalUs() - 1);
    }
}
