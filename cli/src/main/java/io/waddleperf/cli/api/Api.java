package io.waddleperf.cli.api;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// The HTTP API of a WaddlePerf; each call ends within half a minute, an order of documents within five
/// minutes.
///
/// @param authority the certificate to trust; empty: those that the JDK trusts
/// @param token     sent as a bearer token
public record Api(URI url, Optional<Path> authority, Optional<String> token) {
    private static final int ANSWER_MS = 30_000;
    private static final int ORDER_MS = 300_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int PAGE = 1_000;

    public Map<String, Object> get(String path) {
        return call("GET", path, Map.of(), null).json();
    }

    public Map<String, Object> post(String path, String json) {
        return call("POST", path, Map.of(), json).json();
    }

    /// For an order that may take minutes. Where no answer comes, that says nothing of what became of it.
    ///
    /// @param unanswered what to do then
    public Map<String, Object> order(String path, String json, String unanswered) {
        return order(path, json, unanswered, ORDER_MS);
    }

    Map<String, Object> order(String path, String json, String unanswered, int silenceMs) {
        var answer = exchange("POST", path, Map.of(), json, silenceMs, unanswered);
        if (answer.isRefusal()) {
            throw refused(answer);
        }
        return answer.json();
    }

    public void delete(String path) {
        var _ = call("DELETE", path, Map.of(), null);
    }

    /// The items of all pages, at most so many.
    public List<Map<?, ?>> all(Query query, int most) {
        var items = new ArrayList<Map<?, ?>>();
        query.with("limit", Math.min(most, PAGE));
        var page = get(query.toString());
        items.addAll(Fields.items(page, "items"));
        while (page.get("next") instanceof String next && items.size() < most) {
            page = get(query + "&cursor=" + Query.encoded(next));
            items.addAll(Fields.items(page, "items"));
        }
        return items.subList(0, Math.min(most, items.size()));
    }

    /// @throws CommandFailure where it is refused, or the API is not reached
    public Answer call(String method, String path, Map<String, String> headers, @Nullable String json) {
        var answer = ask(method, path, headers, json);
        if (answer.isRefusal()) {
            throw refused(answer);
        }
        return answer;
    }

    /// A refusal is an answer, too.
    ///
    /// @throws CommandFailure where the API is not reached
    public Answer ask(String method, String path, Map<String, String> headers, @Nullable String json) {
        return exchange(method, path, headers, json, ANSWER_MS, null);
    }

    /// @param unanswered what to do where it was sent and no answer came; null: as where it is not reached
    private Answer exchange(
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String json,
            int silenceMs,
            @Nullable String unanswered) {
        try {
            var connection = Wire.open(this, method, path, headers, silenceMs);
            try {
                send(connection, json);
                return unanswered == null ? answer(connection) : answer(connection, silenceMs, unanswered);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw notReached(e);
        }
    }

    /// Passwords and tokens are read by whoever is on the way, unless there is none.
    ///
    /// @throws CommandFailure where others could read them
    public void requireSecrecy() {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        boolean here = host.equalsIgnoreCase("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
        if (!"https".equals(url.getScheme()) && !here) {
            throw new CommandFailure(
                    Exit.WRONG_USE,
                    "without TLS a password or a token can be read on the way to " + host
                            + "; name an address with https://, as `up --listen` and a proxy with TLS have it");
        }
    }

    CommandFailure notReached(Exception problem) {
        return CommandFailure.passing(
                "the API at " + url + " is not reached: " + cause(problem) + advice(problem), problem);
    }

    private static String cause(Exception problem) {
        return problem instanceof NoSuchFileException
                ? Plain.line("there is no file " + problem.getMessage())
                : Plain.line(String.valueOf(problem.getMessage()));
    }

    private static String advice(Exception problem) {
        return switch (problem) {
            case SSLHandshakeException _, CertificateException _, NoSuchFileException _ ->
                "\n--authority FILE names the certificate that signed its own: `up` keeps it as authority/authority.pem"
                        + " in its data directory";
            default -> "\n`./waddleperf up` starts one here; --api URL names another";
        };
    }

    /// What a refusal means, and what to do about it.
    public CommandFailure refused(Answer answer) {
        return Refusal.of(answer, "./waddleperf login --api " + url);
    }

    private Answer answer(HttpURLConnection connection, int silenceMs, String unanswered) throws IOException {
        try {
            return answer(connection);
        } catch (SocketTimeoutException e) {
            throw new CommandFailure(
                    Exit.NO_SERVER,
                    "the API at " + url + " has not answered within " + silenceMs / 1_000.0 + " s: " + unanswered,
                    e);
        }
    }

    private static void send(HttpURLConnection connection, @Nullable String json) throws IOException {
        if (json != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        boolean refused = status >= HttpURLConnection.HTTP_BAD_REQUEST;
        String body = read(refused ? connection.getErrorStream() : connection.getInputStream());
        var headers = new HashMap<String, List<String>>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) { // the status line has no name
                headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
            }
        });
        return new Answer(status, headers, body);
    }

    private static String read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
