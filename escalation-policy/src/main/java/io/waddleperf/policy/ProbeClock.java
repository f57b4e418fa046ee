package io.waddleperf.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How a probe's clock stands to the broker's, so that what comes late is told from what a wrong
/// clock made look late.
///
/// The least difference between the end of a test and its append time within the last minutes is
/// taken for the offset of the clock (the minimum filter of NTP, RFC 5905, 10): a record can be
/// held up, but none is appended before it was made. Not safe for threads.
public final class ProbeClock {
    private static final Duration SPAN = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final long NONE = Long.MAX_VALUE;
    private static final long KEPT_TO_US = 1_000_000;

    private Instant spanStart = Instant.EPOCH;
    private long leastBeforeUs = NONE;
    private long leastUs = NONE;

    /// As it was when last asked whether it moved.
    private Instant keptSpan = Instant.EPOCH;

    private long keptOffsetUs = NONE;

    /// What a task that takes over has to know.
    ///
    /// @param spanStart     of the span that `leastUs` is of
    /// @param leastBeforeUs the least difference in the span before, `Long.MAX_VALUE` where there was none
    public record Memory(Instant spanStart, long leastBeforeUs, long leastUs) {}

    public static ProbeClock of(Memory memory) {
        var clock = new ProbeClock();
        clock.spanStart = memory.spanStart();
        clock.leastBeforeUs = memory.leastBeforeUs();
        clock.leastUs = memory.leastUs();
        clock.moved();
        return clock;
    }

    public Memory memory() {
        return new Memory(spanStart, leastBeforeUs, leastUs);
    }

    /// Whether its memory is worth storing again: it began a span or found the offset to be another by
    /// more than a second, since this was last asked.
    public boolean moved() {
        if (spanStart.equals(keptSpan) && Math.abs(keptOffsetUs - offsetUs()) <= KEPT_TO_US) {
            return false;
        }
        keptSpan = spanStart;
        keptOffsetUs = offsetUs();
        return true;
    }

    /// By the broker's clock, as far as is known; rather too early than too late where the probe's was just set back.
    public Instant brokersTime(Instant own) {
        return offsetUs() == NONE ? own : own.plus(offsetUs(), ChronoUnit.MICROS);
    }

    private long offsetUs() {
        return Math.min(leastUs, leastBeforeUs);
    }

    /// @param madeAt by the probe's clock
    /// @return whether the record was held up for more than a minute on its way
    public boolean late(Instant madeAt, Instant appendedAt) {
        long differenceUs = Duration.between(madeAt, appendedAt).toNanos() / 1_000;
        turn(appendedAt);
        leastUs = Math.min(leastUs, differenceUs);
        return differenceUs - offsetUs() > LATE.toNanos() / 1_000;
    }

    /// A clock that was set back makes everything look late, but not for longer than two spans in which
    /// something comes. A gap proves nothing: what comes after it was mostly held up.
    private void turn(Instant now) {
        if (!now.isBefore(spanStart.plus(SPAN))) {
            leastBeforeUs = leastUs == NONE ? leastBeforeUs : leastUs;
            leastUs = NONE;
            spanStart = now;
        }
    }
}
