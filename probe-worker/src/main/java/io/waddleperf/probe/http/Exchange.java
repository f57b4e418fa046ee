package io.waddleperf.probe.http;

import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/// The phases of one GET over TCP, each timed: connect, TLS, first byte, transfer.
final class Exchange {
    private final HttpRequest request;
    private final Versions versions;
    private final Trust trust;
    private final Ticker ticker;
    private final Findings findings;
    private long phaseStartNanos;

    Exchange(HttpRequest request, Versions versions, Trust trust, Ticker ticker, Findings findings) {
        this.request = request;
        this.versions = versions;
        this.trust = trust;
        this.ticker = ticker;
        this.findings = findings;
    }

    void run(Socket socket, Destination destination, Body body, String userAgent) throws IOException {
        long startNanos = ticker.nanos();
        phaseStartNanos = startNanos;
        socket.setTcpNoDelay(true);
        socket.connect(destination.socketAddress());
        phaseEnds(Metric.CONNECT_US);

        var connection = request.tls() ? secured(socket) : socket;
        var conversation = beginsHttp2(connection)
                ? new Http2Conversation(connection, body, userAgent)
                : new Http1Conversation(connection, body, userAgent);
        conversation.send(request);
        phaseStartNanos = ticker.nanos();
        conversation.awaitFirstByte();
        phaseEnds(Metric.FIRST_BYTE_US);
        var head = conversation.readHead();
        findings.head(head);
        conversation.readBody();
        phaseEnds(Metric.TRANSFER_US);
        var read = findings.leadsOn() ? body : body.unpacked(); // what comes with a redirect need not be packed
        findings.response(read, (phaseStartNanos - startNanos) / 1_000.0);
    }

    private boolean beginsHttp2(Socket connection) {
        return versions.beginsHttp2(connection instanceof SSLSocket tls ? tls.getApplicationProtocol() : null);
    }

    private SSLSocket secured(Socket socket) throws IOException {
        var recorder = trust.refusing();
        var tls = Trust.client(socket, request.serverName(), versions.alpn(), recorder);
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
