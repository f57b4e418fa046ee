package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.probe.admission.Cidr;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.speedtest.SpeedServer;
import io.waddleperf.probe.stamp.StampToken;
import io.waddleperf.probe.throughput.IperfServer;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The HTTP responder, the STAMP reflector, the iperf3 server, the speed test server and the pages over TLS
/// together.
public final class Responder implements AutoCloseable {
    private final HttpResponder http;
    private final StampReflector udp;

    private final @Nullable IperfServer iperf;
    private final @Nullable SpeedServer speedtest;
    private final @Nullable HttpsResponder https;

    /// Where it listens.
    ///
    /// @param httpPort  0 for any free one
    /// @param udpPort   0 for any free one; empty for [UdpPort#STANDARD]
    /// @param iperfPort 0 for any free one; empty for no iperf3 server
    /// @param speedPort 0 for any free one; empty for no speed test server
    /// @param https     empty for no pages over TLS
    /// @param allowed   who is answered besides this machine; all where empty
    /// @param token     that questions by UDP must show, empty for none
    public record At(
            InetAddress host,
            int httpPort,
            OptionalInt udpPort,
            OptionalInt iperfPort,
            OptionalInt speedPort,
            Optional<HttpsAt> https,
            List<Cidr> allowed,
            Optional<StampToken> token) {
        public At {
            allowed = List.copyOf(allowed);
        }

        private Guests guests() {
            return new Guests(host, allowed, token);
        }
    }

    /// Where it has pages over TLS, and as whom.
    ///
    /// @param port of TCP and UDP, 0 for any free one
    public record HttpsAt(int port, CertificateAt certificate) {}

    private Responder(
            HttpResponder http,
            StampReflector udp,
            @Nullable IperfServer iperf,
            @Nullable SpeedServer speedtest,
            @Nullable HttpsResponder https) {
        this.http = http;
        this.udp = udp;
        this.iperf = iperf;
        this.speedtest = speedtest;
        this.https = https;
    }

    /// @param load told of the throughput tests that it serves
    /// @throws IOException says which port is taken or not allowed
    public static Responder start(At at, InstantSource time, Ticker ticker, ThroughputLoad load) throws IOException {
        var http = http(at, ticker);
        StampReflector udp = null;
        IperfServer iperf = null;
        SpeedServer speedtest = null;
        try {
            udp = UdpPort.bind(at.host(), at.udpPort(), here -> StampReflector.start(here, at.guests(), time, ticker));
            iperf = at.iperfPort().isEmpty() ? null : iperf(at, ticker, load);
            speedtest = at.speedPort().isEmpty() ? null : speedtest(at, ticker, load);
            return new Responder(http, udp, iperf, speedtest, at.https().isEmpty() ? null : https(at, time, ticker));
        } catch (IOException e) {
            close(http, udp, iperf, speedtest);
            throw e;
        }
    }

    private static HttpsResponder https(At at, InstantSource time, Ticker ticker) throws IOException {
        var https = at.https().orElseThrow();
        try {
            var identity = CertificateAt.identity(https.certificate(), at.host(), time.instant());
            return HttpsResponder.start(new InetSocketAddress(at.host(), https.port()), identity, at.guests(), ticker);
        } catch (IOException e) {
            throw new IOException("HTTPS port " + https.port() + ": " + e.getMessage(), e);
        }
    }

    private static SpeedServer speedtest(At at, Ticker ticker, ThroughputLoad load) throws IOException {
        int port = at.speedPort().orElse(0);
        try {
            return SpeedServer.start(new InetSocketAddress(at.host(), port), at.guests(), load, ticker);
        } catch (IOException e) {
            throw new IOException("speed test port " + port + ": " + e.getMessage(), e);
        }
    }

    private static IperfServer iperf(At at, Ticker ticker, ThroughputLoad load) throws IOException {
        int port = at.iperfPort().orElse(0);
        try {
            return IperfServer.start(new InetSocketAddress(at.host(), port), at.guests(), load, ticker);
        } catch (IOException e) {
            throw new IOException("iperf3 port " + port + ": " + e.getMessage(), e);
        }
    }

    private static HttpResponder http(At at, Ticker ticker) throws IOException {
        try {
            return HttpResponder.start(new InetSocketAddress(at.host(), at.httpPort()), at.guests(), ticker);
        } catch (IOException e) {
            throw new IOException("HTTP port " + at.httpPort() + ": " + e.getMessage(), e);
        }
    }

    public Heartbeat.Responder addresses() {
        return new Heartbeat.Responder(
                "http://" + text(http.address()),
                text(udp.address()),
                iperf == null ? null : text(iperf.address()),
                speedtest == null ? null : "http://" + text(speedtest.address()),
                https == null ? null : "https://" + text(https.address()));
    }

    /// Why there is no HTTP/3 beside HTTPS; empty where there is, and where there is no HTTPS either.
    public Optional<String> withoutHttp3() {
        return https == null ? Optional.empty() : https.withoutHttp3();
    }

    public int udpPort() {
        return udp.address().getPort();
    }

    @Override
    public void close() {
        if (https != null) {
            https.close();
        }
        close(http, udp, iperf, speedtest);
    }

    private static void close(
            HttpResponder http,
            @Nullable StampReflector udp,
            @Nullable IperfServer iperf,
            @Nullable SpeedServer speedtest) {
        http.close();
        if (udp != null) {
            udp.close();
        }
        if (iperf != null) {
            iperf.close();
        }
        if (speedtest != null) {
            speedtest.close();
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
