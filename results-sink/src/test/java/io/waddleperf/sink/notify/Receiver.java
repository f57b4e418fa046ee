package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A real HTTP server that takes notifications, refuses them for a while, or never answers.
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /// @param signature null where there is none
    record Request(
            String path, @Nullable String time, @Nullable String signature, String body, int status) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// Of all transitions in a webhook's payload.
        List<String> keys() {
            return json().path("alerts")
                    .valueStream()
                    .flatMap(alert ->
                            StreamSupport.stream(alert.path("transitions").spliterator(), false))
                    .map(each -> each.path("dedupKey").asText())
                    .toList();
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /// Below `/hang` nothing is answered.
    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void refuse(int... statuses) {
        for (int status : statuses) {
            refusals.add(status);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            @Nullable Integer refusal = path.startsWith("/hang") ? null : refusals.poll();
            int status = refusal == null ? 200 : refusal;
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    path, headers.getFirst(Signature.TIME), headers.getFirst(Signature.SIGNATURE), body, status));
            if (path.startsWith("/hang")) {
                closing.await();
            }
            byte[] text = "answer".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    List<Request> taken(String path) {
        return requests.stream()
                .filter(each -> each.path().equals(path) && each.status() == 200)
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
