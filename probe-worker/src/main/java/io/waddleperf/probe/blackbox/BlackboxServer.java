package io.waddleperf.probe.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Serves `/probe?target=&module=[&debug=true]` and `/-/healthy`, on a port of its own: whoever may
/// ask it makes this machine send packets.
public final class BlackboxServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int MOST_QUERY = 8_192;
    private static final String PLAIN = "text/plain; charset=utf-8";

    static {
        // The JDK's server reads these once. Without nodelay an answer waits 40 ms for an ACK.
        for (var one : Map.of(
                        "sun.net.httpserver.nodelay", "true",
                        "sun.net.httpserver.maxReqTime", "10",
                        "sun.net.httpserver.idleInterval", "90",
                        "jdk.httpserver.maxConnections", "256")
                .entrySet()) {
            if (System.getProperty(one.getKey()) == null) {
                System.setProperty(one.getKey(), one.getValue());
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Modules modules;
    private final Scrapes scrapes;

    private BlackboxServer(HttpServer server, ExecutorService threads, Modules modules, Scrapes scrapes) {
        this.server = server;
        this.threads = threads;
        this.modules = modules;
        this.scrapes = scrapes;
    }

    /// @param at          port 0 is any free one
    /// @param moduleFile  empty for the built-in modules
    /// @throws IOException where the file is none of modules or the port is taken
    public static BlackboxServer start(InetSocketAddress at, Optional<Path> moduleFile, Scrapes scrapes, Ticker ticker)
            throws IOException {
        var modules = Modules.of(moduleFile, ticker);
        HttpServer server;
        try {
            server = HttpServer.create(at, BACKLOG);
        } catch (IOException e) {
            throw new IOException("the blackbox endpoint cannot listen on " + at + ": " + e.getMessage(), e);
        }
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("blackbox-", 0).factory());
        server.setExecutor(threads);
        var endpoint = new BlackboxServer(server, threads, modules, scrapes);
        server.createContext("/", endpoint::handle);
        server.start();
        return endpoint;
    }

    public String url() {
        var address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort() + "/probe";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, String contentType, String text) {
        static Reply bad(String text) {
            return new Reply(400, PLAIN, text + '\n');
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            byte[] bytes = reply.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            boolean bodyless = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), bodyless ? -1 : bytes.length);
            if (!bodyless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Reply reply(HttpExchange exchange) {
        if (foreign(exchange)) {
            return new Reply(403, PLAIN, "the Host header must be an address or localhost\n");
        }
        if (!exchange.getRequestMethod().matches("GET|HEAD")) {
            return new Reply(405, PLAIN, "GET only\n");
        }
        return switch (String.valueOf(exchange.getRequestURI().getPath())) {
            case "/probe" -> probe(exchange);
            case "/-/healthy" -> new Reply(200, PLAIN, "Healthy\n");
            default -> new Reply(404, PLAIN, "try /probe?target=HOST&module=NAME or /-/healthy\n");
        };
    }

    /// A page in somebody's browser must not get here by a name of its own that leads to loopback.
    private boolean foreign(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return server.getAddress().getAddress().isLoopbackAddress()
                && host != null
                && !host.matches("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:\\d+)?");
    }

    private Reply probe(HttpExchange exchange) {
        try {
            var asked = parameters(String.valueOf(exchange.getRequestURI().getRawQuery()));
            String target = asked.getOrDefault("target", "");
            if (target.isEmpty()) {
                return Reply.bad("Target parameter is missing");
            }
            if (asked.containsKey("hostname")) {
                return Reply.bad("the parameter hostname is not supported");
            }
            String name = asked.getOrDefault("module", "http_2xx");
            var loaded = modules.current();
            var module = loaded.modules().get(name);
            if (module == null) {
                var problems = loaded.problems().get(name);
                return Reply.bad(problems == null ? "Unknown module \"" + name + '"' : Modules.refusal(name, problems));
            }
            String timeout = exchange.getRequestHeaders().getFirst("X-Prometheus-Scrape-Timeout-Seconds");
            return answer(Question.of(module, target, timeout), "true".equals(asked.get("debug")));
        } catch (IllegalArgumentException e) {
            return Reply.bad(String.valueOf(e.getMessage()));
        } catch (RejectedExecutionException e) {
            return new Reply(503, PLAIN, e.getMessage() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the probe ends
            return new Reply(503, PLAIN, "the probe ends\n");
        }
    }

    private Reply answer(Question question, boolean debug) throws InterruptedException {
        return switch (scrapes.answer(question)) {
            case Scrapes.Answer.Refused(String reason) ->
                new Reply(reason.matches("(not allowed|unfit).*") ? 400 : 503, PLAIN, reason + '\n');
            case Scrapes.Answer.Measured(Exposition metrics, String log) ->
                debug
                        ? new Reply(
                                200,
                                PLAIN,
                                "Logs for the probe:\n" + log + "\n\n\nMetrics that would have been returned:\n"
                                        + metrics.text() + "\n\n\nModule configuration:\n" + question.module() + '\n')
                        : new Reply(200, Exposition.CONTENT_TYPE, metrics.text());
        };
    }

    private static Map<String, String> parameters(String query) {
        if (query.length() > MOST_QUERY) {
            throw new IllegalArgumentException("the query is longer than " + MOST_QUERY + " characters");
        }
        var parameters = new HashMap<String, String>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
