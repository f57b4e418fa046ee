package io.waddleperf.api.license;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A licence server on this machine that answers as a test says, and remembers what it was sent.
final class FakeLicenseServer implements AutoCloseable {
    static final String KEY = "PENG-A1B2-C3D4-E5F6-G7H8-WXYZ";
    static final String VALIDATE = "/api/v2/validate";
    static final String FEATURES = "/api/v2/features";
    static final String KEEPALIVE = "/api/v2/keepalive";

    private final HttpServer server;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /// @param authorization the header
    record Sent(String path, String authorization, String body) {}

    private record Answer(int status, String body) {}

    FakeLicenseServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    /// A licence that holds until then and has one feature of two.
    void sells(String expiresAt) {
        answers(VALIDATE, 200, """
                {"valid":true,"customer":"Harbour","product":"waddleperf","tier":"professional","expires_at":"%s",
                 "metadata":{"server_id":"srv_8f7d"}}""".formatted(expiresAt));
        answers(
                FEATURES,
                200,
                "{\"features\":[{\"name\":\"autoperf\",\"entitled\":true},{\"name\":\"analysis\",\"entitled\":false}]}");
        answers(KEEPALIVE, 200, "{\"status\":\"ok\"}");
    }

    void isAway() {
        answers.keySet().forEach(path -> answers(path, 503, "{\"error\":\"maintenance\"}"));
    }

    /// What was sent since this was last asked.
    List<Sent> takeSent() {
        var taken = new ArrayList<>(sent);
        sent.removeAll(taken);
        return taken;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        sent.add(new Sent(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        var answer = answers.getOrDefault(path, new Answer(404, "{}"));
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
