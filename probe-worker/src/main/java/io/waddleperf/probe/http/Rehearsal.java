package io.waddleperf.probe.http;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.probe.http2.PageServer;
import io.waddleperf.probe.http3.OnePage;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Rehearsed;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.SelfSigned;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// GETs on loopback before the first real one over TLS, and over QUIC: that would else measure how the
/// JVM loads classes and the native code, which takes longer than most servers. Plain HTTP/1 is
/// rehearsed when the probe starts.
final class Rehearsal {
    private static final Logger LOG = Logger.getLogger(Rehearsal.class.getName());
    private static final String NAME = "rehearsal.invalid"; // a name that cannot be (RFC 6761)
    private static final int ROUNDS = 3;
    private static final long LIMIT_NANOS = 3_000_000_000L;

    private final InstantSource clock;
    private final Rehearsed tls = new Rehearsed("HTTPS");
    private final Rehearsed quic = new Rehearsed("HTTP/3");

    Rehearsal(InstantSource clock) {
        this.clock = clock;
    }

    /// Returns when what the request needs has been rehearsed.
    ///
    /// @return how long that took, in nanoseconds; it is none of the test's time
    long before(Versions versions, HttpRequest request, Ticker ticker) throws InterruptedException {
        if (versions.overQuic()) {
            return quic.before(() -> overQuic(ticker), ticker);
        }
        return request.tls() ? tls.before(() -> overTls(ticker), ticker) : 0;
    }

    private void overTls(Ticker ticker) throws IOException, GeneralSecurityException, InterruptedException {
        var identity = SelfSigned.of(NAME, clock.instant());
        try (var server = PageServer.overTls(identity.server(), ROUNDS, io.waddleperf.probe.http2.OnePage::answer)) {
            play(null, identity.trust(), server.address(), ticker);
        }
    }

    private void overQuic(Ticker ticker) throws IOException, GeneralSecurityException, InterruptedException {
        var identity = SelfSigned.of(NAME, clock.instant());
        try (var server = new OnePage(identity)) {
            play("3", identity.trust(), server.address(), ticker);
        }
    }

    private void play(@Nullable String version, Trust trust, InetSocketAddress server, Ticker ticker)
            throws InterruptedException {
        var target = Endpoint.parse("https://" + NAME + ':' + server.getPort() + '/');
        var there = new Destination(target, server.getAddress(), server.getPort(), OptionalDouble.empty());
        var spec = new HttpSpec(null, null, 1_000, LIMIT_NANOS / 1_000, version, null, null);
        var deadline = Deadline.after(ticker, LIMIT_NANOS);
        for (int i = 0; i < ROUNDS; i++) {
            var get = new Get(new Get.Means(trust, clock, "WaddlePerf"), spec, new KeptBytes(0).share());
            var measured = get.of(get.first(there), there, deadline).measurement(0, List.of());
            LOG.fine(() -> "rehearsed: " + measured.outcome());
        }
    }
}
