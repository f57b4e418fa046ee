package io.waddleperf.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An API that answers as a test says, and remembers what it was asked.
public final class FakeApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();

    /// A request: method and path with its query, headers by name in small letters.
    public record Asked(String what, Map<String, String> headers, String body) {}

    /// What a request gets.
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    public FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The option that names it.
    public String option() {
        return "--api=" + url();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Method, path and query of each request.
    public List<String> questions() {
        return asked().stream().map(Asked::what).toList();
    }

    /// @param what    method and path, such as `GET /api/v1/me`; said again it is what comes after
    /// @param headers name and value, one after another
    public FakeApi answers(String what, int status, String body, String... headers) {
        return replies(what, exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    public FakeApi replies(String what, Reply reply) {
        replies.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(reply);
        return this;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String what = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
            var headers = new ConcurrentHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            asked.add(new Asked(
                    what, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            next(exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath())
                    .to(exchange);
        }
    }

    /// The last one stays.
    private synchronized Reply next(String what) {
        var left = replies.get(what);
        if (left == null) {
            return exchange -> {
                byte[] none = ("{\"detail\":\"nothing is at " + what + "\"}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(404, none.length);
                exchange.getResponseBody().write(none);
            };
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    /// Holds an answer open for as long as the test lasts.
    public void untilClosed() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
