package io.waddleperf.probe.admission;

import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many tests a second may start, in all and of one address.
public final class TestRates {
    private static final int MOST_ADDRESSES = 4_096;

    private final int perAddress;
    private final int inAll;
    private final Ticker ticker;
    private final TokenBucket all;
    private final TokenBucket lookups;
    private final Map<InetAddress, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    /// @param perAddress tests a second
    /// @param inAll      tests a second
    public TestRates(int perAddress, int inAll, Ticker ticker) {
        this.perAddress = perAddress;
        this.inAll = inAll;
        this.ticker = ticker;
        this.all = new TokenBucket(inAll, ticker.nanos());
        this.lookups = new TokenBucket(inAll, ticker.nanos());
    }

    /// Whether a test may start, and when.
    public sealed interface Turn {
        record After(long nanos) implements Turn {}

        record Refused(String reason) implements Turn {}
    }

    /// Counts a test of the address, where it may start within 5 s.
    public synchronized Turn next(InetAddress address) {
        long now = ticker.nanos();
        var bucket = byAddress.computeIfAbsent(address, _ -> new TokenBucket(perAddress, now));
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next()); // the one asked for longest ago
        }
        var ofAddress = bucket.take(now);
        if (ofAddress.isEmpty()) {
            return refused(perAddress, " of " + address.getHostAddress());
        }
        var ofAll = all.take(now);
        if (ofAll.isEmpty()) {
            bucket.giveBack();
            return refused(inAll, "");
        }
        return new Turn.After(Math.max(ofAddress.getAsLong(), ofAll.getAsLong()));
    }

    /// Counts a name that somebody without a command lets this probe look up: as many a second as tests
    /// in all.
    public synchronized Turn nextLookup() {
        var wait = lookups.take(ticker.nanos());
        return wait.isEmpty()
                ? new Turn.Refused("overloaded: more than " + inAll + " names a second")
                : new Turn.After(wait.getAsLong());
    }

    private static Turn refused(int perSecond, String of) {
        return new Turn.Refused("overloaded: more than " + perSecond + " tests a second" + of);
    }
}
