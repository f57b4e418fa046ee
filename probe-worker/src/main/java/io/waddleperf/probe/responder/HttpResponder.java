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
import java.util.regex.Pattern;

/// A small HTTP server to test against: `/`, `/status/{code}`, `/delay/{ms}`, `/bytes/{n}`.
final class HttpResponder implements AutoCloseable {
    static final int MOST_DELAY_MS = 10_000;
    static final int MOST_BYTES = 10 * 1_048_576;

    private static final int BACKLOG = 128;
    private static final byte[] BLOCK = new byte[16_384];
    private static final Pattern PATH = Pattern.compile("/(status|delay|bytes)/(\\d{1,8})");

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
                text(exchange, 403, "this responder does not answer your address\n");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            var matcher = PATH.matcher(path == null ? "" : path);
            if ("/".equals(path)) {
                text(exchange, 200, "waddleperf responder\n");
            } else if (!matcher.matches()) {
                text(exchange, 404, "try /, /status/{code}, /delay/{ms} or /bytes/{n}\n");
            } else {
                special(exchange, matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
    }

    private static void special(HttpExchange exchange, String what, int number) throws IOException {
        switch (what) {
            case "status" -> {
                boolean possible = number >= 200 && number <= 599;
                text(exchange, possible ? number : 400, possible ? number + "\n" : "200 to 599\n");
            }
            case "delay" -> delayed(exchange, number);
            default -> bytes(exchange, number);
        }
    }

    private static void delayed(HttpExchange exchange, int ms) throws IOException {
        if (ms > MOST_DELAY_MS) {
            text(exchange, 400, "at most " + MOST_DELAY_MS + " ms\n");
            return;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the responder ends
            return;
        }
        text(exchange, 200, ms + " ms later\n");
    }

    private static void bytes(HttpExchange exchange, int count) throws IOException {
        if (count > MOST_BYTES) {
            text(exchange, 400, "at most " + MOST_BYTES + " bytes\n");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, count == 0 ? -1 : count);
        try (var body = exchange.getResponseBody()) {
            for (int left = count; left > 0; left -= BLOCK.length) {
                body.write(BLOCK, 0, Math.min(left, BLOCK.length));
            }
        }
    }

    private static void text(HttpExchange exchange, int status, String text) throws IOException {
        boolean bodyless =
                status == 204 || status == 304 || exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bodyless ? -1 : bytes.length);
        if (!bodyless) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
