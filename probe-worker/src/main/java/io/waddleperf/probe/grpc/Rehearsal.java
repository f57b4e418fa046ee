package io.waddleperf.probe.grpc;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.OnePage;
import io.waddleperf.probe.http2.PageServer;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Rehearsed;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.SelfSigned;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.logging.Logger;

/// Health checks on loopback before the first real one, and before the first over TLS.
final class Rehearsal {
    private static final Logger LOG = Logger.getLogger(Rehearsal.class.getName());
    private static final String NAME = "rehearsal.invalid"; // a name that cannot be (RFC 6761)
    private static final int ROUNDS = 3;
    private static final long LIMIT_NANOS = 3_000_000_000L;
    private static final byte[] SERVING = {0, 0, 0, 0, 2, 0x08, 1};

    private final InstantSource clock;
    private final Rehearsed plain = new Rehearsed("gRPC");
    private final Rehearsed overTls = new Rehearsed("gRPC over TLS");

    Rehearsal(InstantSource clock) {
        this.clock = clock;
    }

    /// How a test is run.
    interface Check {
        Measurement run(GrpcSpec spec, Destination destination, Deadline deadline, Trust trust)
                throws InterruptedException;
    }

    /// Returns when what a test needs has been rehearsed.
    ///
    /// @return how long that took, in nanoseconds; it is none of the test's time
    long before(boolean tls, Check check, Ticker ticker) throws InterruptedException {
        return tls
                ? overTls.before(() -> playOverTls(check, ticker), ticker)
                : plain.before(() -> playPlain(check, ticker), ticker);
    }

    private static void playPlain(Check check, Ticker ticker) throws IOException, InterruptedException {
        try (var server = PageServer.plain(ROUNDS, Rehearsal::serving)) {
            play(check, server, false, Trust.ofJdk(), ticker);
        }
    }

    private void playOverTls(Check check, Ticker ticker)
            throws IOException, GeneralSecurityException, InterruptedException {
        var identity = SelfSigned.of(NAME, clock.instant());
        try (var server = PageServer.overTls(identity.server(), ROUNDS, Rehearsal::serving)) {
            play(check, server, true, identity.trust(), ticker);
        }
    }

    private static void serving(OutputStream out) throws IOException {
        var head = List.of(new HeaderField(":status", "200"), new HeaderField("content-type", "application/grpc"));
        OnePage.answer(out, head, SERVING, List.of(new HeaderField("grpc-status", "0")));
    }

    private static void play(Check check, PageServer server, boolean tls, Trust trust, Ticker ticker)
            throws InterruptedException {
        int port = server.address().getPort();
        var target = Endpoint.parse(NAME + ':' + port);
        var there = new Destination(target, server.address().getAddress(), port, OptionalDouble.empty());
        var spec = new GrpcSpec(null, null, tls, null, LIMIT_NANOS / 1_000);
        var deadline = Deadline.after(ticker, LIMIT_NANOS);
        for (int i = 0; i < ROUNDS; i++) {
            var measured = check.run(spec, there, deadline, trust);
            LOG.fine(() -> "rehearsed: " + measured.outcome());
        }
    }
}
