package io.waddleperf.probe.http;

import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;

/// The phases of one GET over QUIC, each timed: handshake (as connect: it is TLS's at once), first
/// byte, transfer.
final class QuicExchange {
    private final HttpRequest request;
    private final Trust trust;
    private final Deadline deadline;
    private final Findings findings;
    private long phaseStartNanos;

    QuicExchange(HttpRequest request, Trust trust, Deadline deadline, Findings findings) {
        this.request = request;
        this.trust = trust;
        this.deadline = deadline;
        this.findings = findings;
    }

    void run(Destination destination, Body body, String userAgent) throws IOException, InterruptedException {
        try (var exchange = new Http3Exchange(deadline, body)) {
            long startNanos = deadline.elapsedNanos();
            phaseStartNanos = startNanos;
            connect(exchange, destination);
            exchange.send(request.authority(), request.path(), request.fields(userAgent));
            var head = exchange.readHead();
            phaseEnds(Metric.FIRST_BYTE_US);
            findings.head(new ResponseHead(Versions.THREE, head.status(), head.fields()));
            exchange.readBody();
            phaseEnds(Metric.TRANSFER_US);
            findings.response(body, (phaseStartNanos - startNanos) / 1_000.0);
        }
    }

    private void connect(Http3Exchange exchange, Destination destination) throws IOException, InterruptedException {
        var recorder = trust.refusing();
        try {
            exchange.connect(destination.socketAddress(), request.host(), recorder);
            phaseEnds(Metric.CONNECT_US);
        } finally {
            var seen = recorder.seen();
            findings.certificate(seen == null ? null : seen.with(exchange.cipher()));
        }
    }

    private void phaseEnds(Metric phase) {
        long now = deadline.elapsedNanos();
        findings.number(phase, (now - phaseStartNanos) / 1_000.0);
        phaseStartNanos = now;
    }
}
