package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The HTTP responder and the UDP echo together.
public final class Responder implements AutoCloseable {
    private final HttpResponder http;
    private final UdpEcho udp;

    private Responder(HttpResponder http, UdpEcho udp) {
        this.http = http;
        this.udp = udp;
    }

    /// @param httpPort 0 for any free one
    /// @param udpPort  0 for any free one
    public static Responder start(InetAddress host, int httpPort, int udpPort, Ticker ticker) throws IOException {
        var http = HttpResponder.start(new InetSocketAddress(host, httpPort));
        try {
            return new Responder(http, UdpEcho.start(new InetSocketAddress(host, udpPort), ticker));
        } catch (IOException e) {
            http.close();
            throw e;
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
