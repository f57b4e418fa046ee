package io.waddleperf.api.accounts;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How many requests an address and an account may send to this instance.
@Singleton
final class RateLimits {
    /// Many people may share an address.
    private static final int SHARED = 4;
    private static final int BURST_SECONDS = 10;
    /// Of an account's requests, so many are one way back from a provider: each asks it, and may hold a turn.
    private static final double EXCHANGE = 0.1;

    private final Buckets sources;
    private final Buckets accounts;
    private final Buckets exchanges;
    private final LongSupplier nanos;

    @Inject
    RateLimits(@ConfigProperty(name = "waddleperf.api.requests-per-second", defaultValue = "50") int perSecond) {
        this(perSecond, System::nanoTime);
    }

    RateLimits(int perSecond, LongSupplier nanos) {
        if (perSecond < 1) {
            throw new IllegalArgumentException(
                    "waddleperf.api.requests-per-second must be 1 or more, not " + perSecond);
        }
        sources = new Buckets((double) SHARED * perSecond, (double) SHARED * perSecond * BURST_SECONDS);
        accounts = new Buckets(perSecond, (double) perSecond * BURST_SECONDS);
        exchanges = new Buckets(EXCHANGE * perSecond, Math.max(1, EXCHANGE * perSecond * BURST_SECONDS));
        this.nanos = nanos;
    }

    void requireOfSource(String source) {
        require("requests of this address", sources.take(network(source), nanos.getAsLong()));
    }

    void requireOf(Caller caller) {
        require("requests of " + caller.name(), accounts.take(caller.name(), nanos.getAsLong()));
    }

    /// Whether this address may bring a code for the provider.
    boolean mayExchange(String source) {
        return exchanges.take(network(source), nanos.getAsLong()).isZero();
    }

    private static void require(String what, Duration wait) {
        if (wait.isPositive()) {
            throw ProblemException.tooMany("too many " + what, wait);
        }
    }

    /// One host has a whole /64 of IPv6.
    static String network(String source) {
        try {
            var address = InetAddress.ofLiteral(source);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                    : source;
        } catch (IllegalArgumentException e) { // a name that a proxy tells
            return source;
        }
    }
}
