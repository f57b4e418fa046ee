package io.waddleperf.probe.http;

import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/// The phases of one GET, each timed: connect, TLS, first byte, transfer.
final class Exchange {
    private static final List<String> ALPN = List.of("http/1.1");

    private final HttpRequest request;
    private final Trust trust;
    private final Ticker ticker;
    private final Findings findings;
    private long phaseStartNanos;

    Exchange(HttpRequest request, Trust trust, Ticker ticker, Findings findings) {
        this.request = request;
        this.trust = trust;
        this.ticker = ticker;
        this.findings = findings;
    }

    void run(Socket socket, Destination destination, int maxBodyBytes, byte[] requestBytes) throws IOException {
        long startNanos = ticker.nanos();
        phaseStartNanos = startNanos;
        socket.setTcpNoDelay(true);
        socket.connect(destination.socketAddress());
        phaseEnds(Metric.CONNECT_US);

        var connection = request.tls() ? secured(socket) : socket;
        connection.getOutputStream().write(requestBytes);
        connection.getOutputStream().flush();
        phaseStartNanos = ticker.nanos();

        var reader = new ResponseReader(connection.getInputStream());
        reader.awaitFirstByte();
        phaseEnds(Metric.FIRST_BYTE_US);
        var head = reader.readHead();
        findings.head(head);
        long bodyBytes = reader.readBody(head.framing(), maxBodyBytes);
        phaseEnds(Metric.TRANSFER_US);
        findings.number(Metric.BODY_BYTES, (double) bodyBytes);
        findings.number(
                Metric.TOTAL_US,
                (phaseStartNanos - startNanos) / 1_000.0
                        + destination.resolveUs().orElse(0));
    }

    private Socket secured(Socket socket) throws IOException {
        var recorder = trust.refusing();
        var tls = Trust.client(socket, request.host(), ALPN, recorder);
        try {
            tls.startHandshake();
            phaseEnds(Metric.TLS_US);
        } finally {
            findings.certificate(recorder.seen());
        }
        return tls;
    }

    private void phaseEnds(Metric phase) {
        long now = ticker.nanos();
        findings.number(phase, (now - phaseStartNanos) / 1_000.0);
        phaseStartNanos = now;
    }
}
