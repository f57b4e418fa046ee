package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.OptionalInt;

/// The HTTP responder and the STAMP reflector together.
public final class Responder implements AutoCloseable {
    private final HttpResponder http;
    private final StampReflector udp;

    private Responder(HttpResponder http, StampReflector udp) {
        this.http = http;
        this.udp = udp;
    }

    /// @param httpPort 0 for any free one
    /// @param udpPort  0 for any free one; empty for [UdpPort#STANDARD]
    /// @throws IOException says which port is taken or not allowed
    public static Responder start(
            InetAddress host, int httpPort, OptionalInt udpPort, InstantSource time, Ticker ticker) throws IOException {
        var http = http(new InetSocketAddress(host, httpPort));
        try {
            return new Responder(http, UdpPort.bind(host, udpPort, at -> StampReflector.start(at, time, ticker)));
        } catch (IOException e) {
            http.close();
            throw e;
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
        return new Heartbeat.Responder("http://" + text(http.address()), text(udp.address()));
    }

    public int udpPort() {
        return udp.address().getPort();
    }

    @Override
    public void close() {
        http.close();
        udp.close();
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
