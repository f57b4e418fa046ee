package io.waddleperf.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;

/// A page on loopback that can be made slow: beyond what the built-in rules allow an answer to take.
final class SlowPage implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(2_500);

    private final HttpServer server;
    private volatile boolean slow;

    SlowPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + '/';
    }

    void slow(boolean next) {
        slow = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (slow) {
                Await.pass(SLOW);
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
