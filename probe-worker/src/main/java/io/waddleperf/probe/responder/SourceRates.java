package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Source;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many answers a second, or bytes of them, one source gets, and all together. An IPv6 source is its network of 64
/// bits: who has one address of it has them all. For any number of threads.
final class SourceRates {
    static final int MOST_PER_SOURCE = 2_000;
    static final int MOST_IN_ALL = 20_000;
    static final int MOST_SOURCES = 4_096;

    private static final long SECOND_NANOS = 1_000_000_000L;

    /// Of one second.
    record Limits(int perSource, int inAll) {}

    /// The answers of one second.
    private static final class Second {
        private long startNanos;
        private int answers;

        Second(long startNanos) {
            this.startNanos = startNanos;
        }

        boolean takes(int amount, int most, long nowNanos) {
            if (nowNanos - startNanos >= SECOND_NANOS) {
                startNanos = nowNanos;
                answers = 0;
            }
            return answers + amount <= most;
        }
    }

    private final Ticker ticker;
    private final Limits limits;
    private final Second all;
    private final Map<Source, Second> bySource = new LinkedHashMap<>(16, 0.75f, true);

    SourceRates(Ticker ticker) {
        this(ticker, new Limits(MOST_PER_SOURCE, MOST_IN_ALL));
    }

    SourceRates(Ticker ticker, Limits limits) {
        this.ticker = ticker;
        this.limits = limits;
        this.all = new Second(ticker.nanos());
    }

    /// Counts an answer, where one more is allowed.
    boolean allow(InetAddress source) {
        return allow(source, 1);
    }

    /// Counts that much, where it is allowed.
    synchronized boolean allow(InetAddress source, int amount) {
        long now = ticker.nanos();
        var ofSource = bySource.computeIfAbsent(Source.of(source), _ -> new Second(now));
        if (bySource.size() > MOST_SOURCES) {
            bySource.remove(bySource.keySet().iterator().next()); // the one that was quiet for longest
        }
        if (!ofSource.takes(amount, limits.perSource(), now) || !all.takes(amount, limits.inAll(), now)) {
            return false;
        }
        ofSource.answers += amount;
        all.answers += amount;
        return true;
    }
}
