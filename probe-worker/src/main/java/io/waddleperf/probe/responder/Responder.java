package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.IperfServer;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The HTTP responder, the STAMP reflector and the iperf3 server together.
public final class Responder implements AutoCloseable {
    private final HttpResponder http;
    private final StampReflector udp;

    private final @Nullable IperfServer iperf;

    /// Where it listens.
    ///
    /// @param httpPort  0 for any free one
    /// @param udpPort   0 for any free one; empty for [UdpPort#STANDARD]
    /// @param iperfPort 0 for any free one; empty for no iperf3 server
    public record At(InetAddress host, int httpPort, OptionalInt udpPort, OptionalInt iperfPort) {}

    private Responder(HttpResponder http, StampReflector udp, @Nullable IperfServer iperf) {
        this.http = http;
        this.udp = udp;
        this.iperf = iperf;
    }

    /// @param load told of the throughput tests that it serves
    /// @throws IOException says which port is taken or not allowed
    public static Responder start(At at, InstantSource time, Ticker ticker, ThroughputLoad load) throws IOException {
        var http = http(new InetSocketAddress(at.host(), at.httpPort()));
        StampReflector udp = null;
        try {
            udp = UdpPort.bind(at.host(), at.udpPort(), here -> StampReflector.start(here, time, ticker));
            return new Responder(http, udp, at.iperfPort().isEmpty() ? null : iperf(at, ticker, load));
        } catch (IOException e) {
            http.close();
            if (udp != null) {
                udp.close();
            }
            throw e;
        }
    }

    private static IperfServer iperf(At at, Ticker ticker, ThroughputLoad load) throws IOException {
        int port = at.iperfPort().orElse(0);
        try {
            return IperfServer.start(new InetSocketAddress(at.host(), port), load, ticker);
        } catch (IOException e) {
            throw new IOException("iperf3 port " + port + ": " + e.getMessage(), e);
        }
    }

    private static HttpResponder http(InetSocketAddress at) throws IOException {
        try {
            return HttpResponder.start(at);
        } catch (IOException e) {
            throw new IOException("HTTP port " + at.getPort() + ": " + e.getMessage(), e);
        }
    }

    public Heartbeat.Responder addresses() {
        return new Heartbeat.Responder(
                "http://" + text(http.address()), text(udp.address()), iperf == null ? null : text(iperf.address()));
    }

    public int udpPort() {
        return udp.address().getPort();
    }

    @Override
    public void close() {
        http.close();
        udp.close();
        if (iperf != null) {
            iperf.close();
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
