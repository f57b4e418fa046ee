package io.waddleperf.probe.dns;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.probe.http2.Http2Exception;
import io.waddleperf.probe.http2.Http2Exchange;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Watchdog;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLSocket;

/// Asks over a fresh connection: TCP (RFC 7766), TLS (RFC 7858) or HTTPS (RFC 8484).
final class StreamTransport {
    private final DnsQuery query;
    private final Asked asked;
    private final Deadline deadline;
    private final DnsFindings findings;

    StreamTransport(DnsQuery query, Asked asked, Deadline deadline, DnsFindings findings) {
        this.query = query;
        this.asked = asked;
        this.deadline = deadline;
        this.findings = findings;
    }

    /// What is done with a connection.
    private interface Use {
        void of(Socket connected) throws IOException;
    }

    void plain() throws IOException {
        connected(this::askFramed);
    }

    void overTls(Trust trust, InstantSource clock) throws IOException {
        connected(socket -> askFramed(secured(socket, List.of(), trust, clock)));
    }

    void overHttps(Trust trust, InstantSource clock, String userAgent) throws IOException {
        connected(socket -> {
            var tls = secured(socket, List.of("h2", "http/1.1"), trust, clock);
            var request = new DohRequest(asked, query.bytes(), userAgent);
            boolean two = "h2".equals(tls.getApplicationProtocol());
            long askedNanos = findings.nanos();
            var reply = two
                    ? overHttp2(tls, request)
                    : new Http1Exchange(tls.getInputStream(), tls.getOutputStream()).run(request);
            findings.answered(askedNanos);
            findings.spoke(asked.way().protocol() + (two ? "/2" : "/1.1")); // ALPN alone is a promise
            take(reply);
        });
    }

    private static DohReply overHttp2(Socket tls, DohRequest request) throws IOException {
        var body = new DohBody();
        var exchange = new Http2Exchange(tls.getInputStream(), tls.getOutputStream(), body);
        try {
            exchange.send(request.http2());
            var head = exchange.readHead();
            exchange.readBody();
            return new DohReply(head.status(), head.fields(), body.bytes());
        } catch (Http2Exception e) {
            throw new DnsFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private void connected(Use use) throws IOException {
        try (var socket = new Socket();
                var watchdog = Watchdog.over(socket, deadline)) {
            try {
                socket.setTcpNoDelay(true);
                long startNanos = findings.nanos();
                socket.connect(asked.address());
                findings.setUp(Metric.CONNECT_US, startNanos);
                use.of(socket);
            } catch (DnsFormatException e) {
                throw e;
            } catch (IOException e) {
                if (watchdog.bitten()) {
                    throw (SocketTimeoutException) new SocketTimeoutException("no answer").initCause(e);
                }
                throw e;
            }
        }
    }

    private SSLSocket secured(Socket socket, List<String> alpn, Trust trust, InstantSource clock) throws IOException {
        var recorder = trust.refusing();
        var tls = Trust.client(socket, asked.host(), alpn, recorder);
        try {
            long helloNanos = findings.nanos();
            tls.startHandshake();
            findings.setUp(Metric.TLS_US, helloNanos);
        } finally {
            findings.certificate(recorder.seen(), clock.instant());
        }
        return tls;
    }

    private void askFramed(Socket socket) throws IOException {
        long askedNanos = findings.nanos();
        socket.getOutputStream().write(Framing.of(query.bytes()));
        socket.getOutputStream().flush();
        byte[] packet = Framing.read(socket.getInputStream());
        findings.answered(askedNanos);
        take(packet, 0);
    }

    private void take(DohReply reply) throws DnsFormatException {
        if (reply.status() < 200 || reply.status() > 299) {
            findings.failed(Failure.STATUS, "the server answers " + asked.path() + " by status " + reply.status());
        } else if (!reply.isDnsMessage()) {
            throw new DnsFormatException(
                    "the server sends " + reply.shownType() + " instead of " + DohRequest.MEDIA_TYPE);
        } else {
            take(reply.body(), reply.ageSeconds());
        }
    }

    private void take(byte[] packet, long ageSeconds) throws DnsFormatException {
        var answer =
                query.answerIn(packet).orElseThrow(() -> new DnsFormatException("the answer is to another question"));
        findings.answer(answer, ageSeconds);
    }
}
