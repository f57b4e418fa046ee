package io.waddleperf.standalone.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A small HTTPS server on loopback that the demo tests for real.
final class Shop implements AutoCloseable {
    private static final int BACKLOG = 64;
    private static final byte[] PAGE =
            "<!doctype html><title>Demo shop</title><p>Herring, fresh today.\n".getBytes(StandardCharsets.UTF_8);

    static {
        // The JDK's server reads these once. Without nodelay an answer waits 40 ms for an ACK.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxReqTime", "30");
        setDefault("sun.net.httpserver.maxRspTime", "30");
        setDefault("sun.net.httpserver.idleInterval", "10");
        setDefault("jdk.httpserver.maxConnections", "256");
    }

    private final HttpsServer server;
    private final ExecutorService threads;

    private Shop(HttpsServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static Shop start(SSLContext context) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("demo-shop-", 0).factory());
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", Shop::answer);
        server.start();
        return new Shop(server, threads);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean bodyless = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bodyless ? -1 : PAGE.length);
            if (!bodyless) {
                exchange.getResponseBody().write(PAGE);
            }
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
