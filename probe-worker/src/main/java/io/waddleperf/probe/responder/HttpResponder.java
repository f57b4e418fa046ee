package io.waddleperf.probe.responder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A small server of HTTP/1.1 without TLS, to test against.
final class HttpResponder implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final byte[] BLOCK = new byte[16_384];

    static {
        // The JDK's server reads these once. Without nodelay an answer waits 40 ms for an ACK.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.maxReqTime", "10");
        setDefault("sun.net.httpserver.maxRspTime", "60");
        setDefault("sun.net.httpserver.idleInterval", "30");
        setDefault("jdk.httpserver.maxConnections", "256");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpResponder(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// @param guests others are told that they are none, by 403
    static HttpResponder start(InetSocketAddress address, Predicate<InetAddress> guests) throws IOException {
        var server = HttpServer.create(address, BACKLOG);
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("responder-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, guests));
        server.start();
        return new HttpResponder(server, threads);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void answer(HttpExchange exchange, Predicate<InetAddress> guests) throws IOException {
        try (exchange) {
            if (!guests.test(exchange.getRemoteAddress().getAddress())) {
                text(exchange, new Page.Text(403, "this responder does not answer your address\n"));
                return;
            }
            var target = exchange.getRequestURI();
            switch (Page.of(target.getPath(), target.getRawQuery())) {
                case Page.Text text -> text(exchange, text);
                case Page.Later later -> delayed(exchange, later);
                case Page.Bytes bytes -> bytes(exchange, bytes.count());
            }
        }
    }

    private static void delayed(HttpExchange exchange, Page.Later later) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(later.ms());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the responder ends
            return;
        }
        text(exchange, later.then());
    }

    private static void bytes(HttpExchange exchange, int count) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, count == 0 ? -1 : count);
        try (var body = exchange.getResponseBody()) {
            for (int left = count; left > 0; left -= BLOCK.length) {
                body.write(BLOCK, 0, Math.min(left, BLOCK.length));
            }
        }
    }

    private static void text(HttpExchange exchange, Page.Text text) throws IOException {
        boolean bodyless = text.status() == 204
                || text.status() == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", text.type());
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.status(), bodyless ? -1 : bytes.length);
        if (!bodyless) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
