package io.waddleperf.probe.admission;

import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How many tests a second may start, in all and of one address.
public final class TestRates {
    private static final int MOST_ADDRESSES = 4_096;

    private final int perAddress;
    private final int inAll;
    private final Ticker ticker;
    private final TokenBucket all;
    private final Map<InetAddress, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    /// @param perAddress tests a second
    /// @param inAll      tests a second
    public TestRates(int perAddress, int inAll, Ticker ticker) {
        this.perAddress = perAddress;
        this.inAll = inAll;
        this.ticker = ticker;
        this.all = new TokenBucket(inAll, ticker.nanos());
    }

    /// Counts a test; why it may not start now, or empty.
    public synchronized Optional<String> objection(InetAddress address) {
        long now = ticker.nanos();
        var bucket = byAddress.computeIfAbsent(address, _ -> new TokenBucket(perAddress, now));
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next()); // the one asked for longest ago
        }
        if (!bucket.tryTake(now)) {
            return Optional.of(
                    "overloaded: more than " + perAddress + " tests a second of " + address.getHostAddress());
        }
        return all.tryTake(now) ? Optional.empty() : Optional.of("overloaded: more than " + inAll + " tests a second");
    }
}
