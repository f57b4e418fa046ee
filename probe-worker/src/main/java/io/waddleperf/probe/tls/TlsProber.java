package io.waddleperf.probe.tls;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.TlsSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Watchdog;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;

/// Runs TLS tests: one full handshake on a fresh connection, over which nothing is sent.
///
/// A certificate that is not trusted is a measurement with its verdict; the handshake is brought to
/// its end all the same, so that version, cipher and times are those of a client that would have
/// trusted it. `connectUs` and `tlsUs` are as the process saw them.
public final class TlsProber implements Prober<TlsSpec> {
    private static final List<String> ALPN = List.of("h2", "http/1.1");

    private final Trust trust;
    private final InstantSource clock;

    public TlsProber(Trust trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Measurement run(TlsSpec spec, Destination destination, Deadline deadline) throws InterruptedException {
        var findings = new TlsFindings(destination, deadline, clock.instant());
        String name = spec.serverName() == null ? destination.endpoint().host() : spec.serverName();
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                shakeHands(socket, destination, name, deadline, findings);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("during a handshake with " + name);
                }
                findings.failed(e, watchdog.bitten() || deadline.passed());
            }
        } catch (IOException e) {
            findings.failed(e, false); // of closing
        }
        return findings.measurement();
    }

    private void shakeHands(
            Socket socket, Destination destination, String name, Deadline deadline, TlsFindings findings)
            throws IOException {
        double connectUs = connect(socket, destination, deadline);
        findings.number(Metric.CONNECT_US, connectUs);
        var recorder = trust.looking();
        var tls = Trust.client(socket, name, ALPN, recorder);
        try {
            long helloNanos = deadline.elapsedNanos();
            tls.startHandshake();
            double tlsUs = (deadline.elapsedNanos() - helloNanos) / 1_000.0;
            findings.number(Metric.TLS_US, tlsUs);
            findings.number(Metric.TOTAL_US, destination.resolveUs().orElse(0) + connectUs + tlsUs);
            findings.protocol(tls.getApplicationProtocol());
        } finally {
            findings.certificates(recorder.seen());
        }
    }

    private static double connect(Socket socket, Destination destination, Deadline deadline) throws IOException {
        long startNanos = deadline.elapsedNanos();
        socket.setTcpNoDelay(true);
        socket.connect(destination.socketAddress());
        return (deadline.elapsedNanos() - startNanos) / 1_000.0;
    }
}
