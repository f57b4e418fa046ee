package io.waddleperf.probe.responder;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waddleperf.probe.measure.Ticker;
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
    static HttpResponder start(InetSocketAddress address, Predicate<InetAddress> guests, Ticker ticker)
            throws IOException {
        var server = HttpServer.create(address, BACKLOG);
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("responder-", 0).factory());
        server.setExecutor(threads);
        var pages = new Pages(guests, PageRates.by(ticker));
        server.createContext("/", pages::answer);
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

    /// Who gets which page, and how much of it.
    private record Pages(Predicate<InetAddress> guests, PageRates rates) {
        private static final Page.Text NO_GUEST = new Page.Text(403, "this responder does not answer your address\n");

        void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                switch (page(exchange)) {
                    case Page.Text text -> text(exchange, text);
                    case Page.Later later -> delayed(exchange, later);
                    case Page.Bytes bytes -> bytes(exchange, bytes.count());
                }
            }
        }

        private Page page(HttpExchange exchange) {
            var source = exchange.getRemoteAddress().getAddress();
            if (!guests.test(source)) {
                return NO_GUEST;
            }
            if (!rates.takes(source)) {
                return Page.TOO_MANY;
            }
            var target = exchange.getRequestURI();
            return rates.within(source, Page.of(target.getPath(), target.getRawQuery()));
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
        if (isHead(exchange)) { // of which the JDK's server wants no length but this
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(count));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, count == 0 ? -1 : count);
        try (var body = exchange.getResponseBody()) {
            for (int left = count; left > 0; left -= BLOCK.length) {
                body.write(BLOCK, 0, Math.min(left, BLOCK.length));
            }
        }
    }

    private static void text(HttpExchange exchange, Page.Text text) throws IOException {
        boolean bodyless = text.status() == 204 || text.status() == 304 || isHead(exchange);
        exchange.getResponseHeaders().set("Content-Type", text.type());
        if (text.status() == Page.TOO_MANY.status()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.status(), bodyless ? -1 : bytes.length);
        if (!bodyless) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
