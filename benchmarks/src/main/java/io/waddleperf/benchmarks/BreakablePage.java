package io.waddleperf.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A page on loopback that probes test, until it is broken: then nothing listens there.
final class BreakablePage implements AutoCloseable {
    private static final byte[] BODY = {'h', 'e', 'r', 'e', '\n'};

    private final String target;
    private final HttpServer server;

    /// @param target its name as a target
    BreakablePage(String target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
    }

    String target() {
        return target;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// For good.
    void breakDown() {
        server.stop(0);
    }

    @Override
    public void close() {
        breakDown();
    }
}
