package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Version;
import io.waddleperf.probe.blackbox.HttpPort.Reply;
import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Serves `/probe?target=&module=[&debug=true]` and `/-/healthy`, on a port of its own: whoever may
/// ask it makes this machine send packets.
public final class BlackboxServer implements AutoCloseable {
    private static final int MOST_QUERY = 8_192;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    /// As services answer it.
    private static final String VERSION =
            Version.current(InstantSource.system()).told("probe-worker");
    private static final Pattern OWN_HOST = Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:\\d+)?");

    private final HttpPort port;

    private BlackboxServer(HttpPort port) {
        this.port = port;
    }

    /// @param at          port 0 is any free one
    /// @param moduleFile  empty for the built-in modules
    /// @throws IOException where the file is none of modules or the port is taken
    public static BlackboxServer start(InetSocketAddress at, Optional<Path> moduleFile, Scrapes scrapes, Ticker ticker)
            throws IOException {
        boolean loopback = at.getAddress().isLoopbackAddress();
        var endpoint = new Endpoint(Modules.of(moduleFile, ticker), scrapes, loopback);
        try {
            return new BlackboxServer(HttpPort.start(at, endpoint, ticker));
        } catch (IOException e) {
            throw new IOException("the blackbox endpoint " + e.getMessage(), e);
        }
    }

    public String url() {
        var address = port.address();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort() + "/probe";
    }

    @Override
    public void close() {
        port.close();
    }

    /// What is answered to whom.
    private record Endpoint(Modules modules, Scrapes scrapes, boolean loopback) implements HttpPort.Handler {
        @Override
        public Reply reply(HttpRequestHead request) throws InterruptedException {
            if (foreign(request.headers().get("host"))) {
                return new Reply(403, PLAIN, "the Host header must be an address or localhost\n");
            }
            if (fromPage(request.headers())) {
                return new Reply(403, PLAIN, "not for the pages of others: ask as Prometheus does\n");
            }
            if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
                return new Reply(405, PLAIN, "GET only\n");
            }
            return switch (request.path()) {
                case "/probe" -> probe(request);
                case "/-/healthy" -> new Reply(200, PLAIN, "Healthy\n");
                case "/version" -> new Reply(200, JSON, VERSION);
                default -> new Reply(404, PLAIN, "try /probe?target=HOST&module=NAME, /-/healthy or /version\n");
            };
        }

        /// A page in somebody's browser must not get here by a name of its own that leads to loopback.
        private boolean foreign(@Nullable String host) {
            return loopback && host != null && !OWN_HOST.matcher(host).matches();
        }

        /// A page in somebody's browser must not make this machine test what the page's author likes
        /// (Fetch Metadata). The address typed into the browser is the operator's own wish.
        private static boolean fromPage(Map<String, String> headers) {
            String site = headers.getOrDefault("sec-fetch-site", "none");
            return headers.containsKey("origin") || !(site.equals("none") || site.equals("same-origin"));
        }

        private Reply probe(HttpRequestHead request) throws InterruptedException {
            try {
                var asked = parameters(request.query());
                String target = asked.getOrDefault("target", "");
                if (target.isEmpty()) {
                    return bad("Target parameter is missing");
                }
                String name = asked.getOrDefault("module", "http_2xx");
                var loaded = modules.current();
                var module = loaded.modules().get(name);
                if (module == null) {
                    var problems = loaded.problems().get(name);
                    return bad(problems == null ? "Unknown module \"" + name + '"' : Modules.refusal(name, problems));
                }
                String hostname = asked.getOrDefault("hostname", "");
                var named = hostname.isEmpty() ? module : module.naming(hostname);
                String timeout = request.headers().get("x-prometheus-scrape-timeout-seconds");
                return answer(Question.of(named, target, timeout), "true".equals(asked.get("debug")));
            } catch (IllegalArgumentException e) {
                return bad(String.valueOf(e.getMessage()));
            } catch (RejectedExecutionException e) {
                return new Reply(503, PLAIN, e.getMessage() + "\n");
            }
        }

        private Reply answer(Question question, boolean debug) throws InterruptedException {
            return switch (scrapes.answer(question)) {
                case Scrapes.Answer.Refused(String reason) -> {
                    boolean asker = reason.startsWith("not allowed") || reason.startsWith("unfit");
                    yield new Reply(asker ? 400 : 503, PLAIN, reason + '\n');
                }
                case Scrapes.Answer.Measured(Exposition metrics, var log) ->
                    debug
                            ? new Reply(
                                    200,
                                    PLAIN,
                                    "Logs for the probe:\n" + log.get()
                                            + "\n\n\nMetrics that would have been returned:\n" + metrics.text()
                                            + "\n\n\nModule configuration:\n" + question.module() + '\n')
                            : new Reply(200, Exposition.CONTENT_TYPE, metrics.text());
            };
        }

        private static Reply bad(String text) {
            return new Reply(400, PLAIN, text + '\n');
        }

        private static Map<String, String> parameters(String query) {
            if (query.length() > MOST_QUERY) {
                throw new IllegalArgumentException("the query is longer than " + MOST_QUERY + " characters");
            }
            var parameters = new HashMap<String, String>();
            for (String part : query.split("&", -1)) {
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
}
