package io.waddleperf.probe.grpc;

import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import io.waddleperf.probe.http2.Http2Request;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.tls.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/// The phases of one health check, each timed: connect, TLS, first byte, all.
final class HealthCall {
    private static final String PATH = "/grpc.health.v1.Health/Check";
    private static final List<String> ALPN = List.of("h2");

    private final GrpcSpec spec;
    private final Destination destination;
    private final String userAgent;
    private final Ticker ticker;
    private final GrpcFindings findings;
    private final long startNanos;
    private long phaseStartNanos;

    HealthCall(GrpcSpec spec, Destination destination, String userAgent, Ticker ticker, GrpcFindings findings) {
        this.spec = spec;
        this.destination = destination;
        this.userAgent = userAgent;
        this.ticker = ticker;
        this.findings = findings;
        this.startNanos = ticker.nanos();
        this.phaseStartNanos = startNanos;
    }

    /// An answer has a few bytes.
    private static final class Message implements Http2Exchange.Sink {
        private static final int MOST_BYTES = 65_536;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void take(byte[] piece, int from, int length) throws GrpcFormatException {
            if (bytes.size() + length > MOST_BYTES) {
                throw new GrpcFormatException("the answer is longer than that of any health service");
            }
            bytes.write(piece, from, length);
        }

        @Override
        public boolean full() {
            return false;
        }
    }

    void plain(Socket socket) throws IOException {
        connect(socket);
        call(socket, "http");
    }

    void overTls(Socket socket, Trust trust) throws IOException {
        connect(socket);
        var recorder = trust.refusing();
        var tls = Trust.client(socket, serverName(), ALPN, recorder);
        try {
            tls.startHandshake();
            phaseEnds(Metric.TLS_US);
        } finally {
            findings.certificate(recorder.seen());
        }
        call(tls, "https");
    }

    private void connect(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(destination.socketAddress());
        phaseEnds(Metric.CONNECT_US);
    }

    private void call(Socket connection, String scheme) throws IOException {
        var message = new Message();
        var exchange = new Http2Exchange(connection.getInputStream(), connection.getOutputStream(), message);
        exchange.send(request(scheme));
        phaseStartNanos = ticker.nanos();
        exchange.awaitFirst();
        phaseEnds(Metric.FIRST_BYTE_US);
        var head = exchange.readHead();
        exchange.readBody();
        findings.answered(new HealthAnswer(head, message.bytes.toByteArray(), exchange.trailers()));
        findings.number(
                Metric.TOTAL_US,
                (ticker.nanos() - startNanos) / 1_000.0
                        + destination.resolveUs().orElse(0));
    }

    private Http2Request request(String scheme) {
        var fields = List.of(
                new HeaderField("te", "trailers"),
                new HeaderField("content-type", "application/grpc"),
                new HeaderField("grpc-accept-encoding", "identity"),
                new HeaderField("grpc-timeout", spec.timeoutUs() / 1_000 + "m"),
                new HeaderField("user-agent", userAgent));
        return new Http2Request("POST", scheme, authority(), PATH, fields, HealthMessages.request(spec.serviceOrAll()));
    }

    private String authority() {
        String host = serverName();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + destination.port();
    }

    private String serverName() {
        return spec.serverName() == null ? destination.endpoint().host() : spec.serverName();
    }

    private void phaseEnds(Metric phase) {
        long now = ticker.nanos();
        findings.number(phase, (now - phaseStartNanos) / 1_000.0);
        phaseStartNanos = now;
    }
}
