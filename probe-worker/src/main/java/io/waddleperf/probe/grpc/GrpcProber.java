package io.waddleperf.probe.grpc;

import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Locale;

/// Runs gRPC tests: one health check on a fresh connection.
public final class GrpcProber implements Prober<GrpcSpec> {
    private final Trust trust;
    private final InstantSource clock;
    private final String userAgent;
    private final Rehearsal rehearsal;

    /// @param version of this software, for the User-Agent
    public GrpcProber(Trust trust, InstantSource clock, String version) {
        this.trust = trust;
        this.clock = clock;
        this.userAgent = "WaddlePerf/" + version;
        this.rehearsal = new Rehearsal(clock);
    }

    @Override
    public Measurement run(GrpcSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        long rehearsedNanos = rehearsal.before(overTls(spec, destination), this::check, deadline.ticker());
        return check(spec, destination, deadline.later(rehearsedNanos), trust);
    }

    Measurement check(GrpcSpec spec, Destination destination, Deadline deadline, Trust trusted)
            throws InterruptedException {
        var findings = new GrpcFindings(spec, destination, deadline, clock);
        var call = new HealthCall(spec, destination, userAgent, deadline.ticker(), findings);
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                if (overTls(spec, destination)) {
                    call.overTls(socket, trusted);
                } else {
                    call.plain(socket);
                }
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a health check of " + destination.addressText());
                }
                findings.failed(e, watchdog.bitten() || deadline.passed());
            }
        } catch (IOException e) {
            findings.failed(e, false); // of closing
        }
        return findings.measurement();
    }

    private static boolean overTls(GrpcSpec spec, Destination destination) {
        if (spec.tls() != null) {
            return spec.tls();
        }
        var url = destination.endpoint().url();
        return url != null && url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }
}
