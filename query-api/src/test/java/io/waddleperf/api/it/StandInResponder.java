package io.waddleperf.api.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the service under test what a responder answers speed tests with: to each question 1 MiB, or nothing.
public final class StandInResponder implements QuarkusTestResourceLifecycleManager {
    private static final int MEBIBYTE = 1 << 20;

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var loopback = InetAddress.getLoopbackAddress();
            var listening = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            listening.createContext("/backend/empty.php", exchange -> answer(exchange, 0));
            listening.createContext("/backend/garbage.php", exchange -> answer(exchange, MEBIBYTE));
            listening.start();
            server = listening;
            return Map.of(
                    "waddleperf.api.speed-server",
                    "http://127.0.0.1:" + listening.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int bytes) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(200, bytes);
            exchange.getResponseBody().write(new byte[bytes]);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
