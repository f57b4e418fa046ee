package io.waddleperf.licensing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The licence server: the key goes as a bearer token, the product's name as JSON, and what docs/reference/license.md
/// lists.
///
/// No redirect is followed: the key would go along.
///
/// @param within how long an answer may take, from the first packet to the last byte
public record LicenseServer(URI url, LicenseKey key, String product, Duration within) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /// What a server that is well says.
    public sealed interface Reply {
        /// @param answer the key is masked in it
        record Told(Answer answer) implements Reply {}

        /// It does not take the key.
        record Refused(String words) implements Reply {}
    }

    /// What an installation has.
    ///
    /// @param features those that the server knows, and whether the licence has each
    public record Entitled(License license, Map<String, Boolean> features) {
        public Entitled {
            features = Map.copyOf(features);
        }
    }

    /// @throws IllegalArgumentException where no key is set
    public static LicenseServer of(LicenseSettings settings) {
        return new LicenseServer(settings.server(), settings.requireKey(), settings.product(), PATIENCE);
    }

    /// @throws LicenseServerException where it is away, slow or broken; so below
    public Reply validate() {
        return ask("/api/v2/validate", Map.of("product", product));
    }

    /// The licence, and what it has. Where it does not hold nothing more is asked: a server lists features of one that
    /// is over, too.
    public Entitled entitled(Instant now) {
        var license = License.of(validate(), product, now);
        if (!license.holds()) {
            return new Entitled(license, Map.of());
        }
        return switch (ask("/api/v2/features", Map.of("product", product))) {
            case Reply.Refused(String words) -> new Entitled(license.but(words), Map.of());
            case Reply.Told(Answer answer) -> new Entitled(license, features(answer));
        };
    }

    private Map<String, Boolean> features(Answer answer) {
        var features = new TreeMap<String, Boolean>();
        answer.list("features")
                .orElseThrow(() -> failed("answers without a list of features"))
                .forEach(feature -> features.put(feature.text("name"), feature.isTrue("entitled")));
        return features;
    }

    /// Says that this installation runs.
    ///
    /// @param serverId by which the server knows it
    /// @param version  of WaddlePerf
    public Reply keepAlive(String serverId, String version) {
        return ask("/api/v2/keepalive", Map.of("product", product, "server_id", serverId, "version", version));
    }

    private Reply ask(String path, Map<String, Object> fields) {
        var response = send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key.text())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(Answer.json(fields)))
                .build());
        return switch (response.statusCode()) {
            case OK ->
                new Reply.Told(
                        Answer.of(response.body(), key).orElseThrow(() -> failed("answers what is no object of JSON")));
            case UNAUTHORIZED, FORBIDDEN ->
                new Reply.Refused("the server refuses the key (" + response.statusCode() + ")" + message(response));
            default -> throw failed("answers " + response.statusCode() + message(response));
        };
    }

    private HttpResponse<String> send(HttpRequest request) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw away("has not answered within " + within.toMillis() / 1_000.0 + " s", e);
        } catch (ExecutionException e) {
            throw away("is not reached or breaks off: " + cause(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("was not waited for", e);
        } finally {
            client.shutdownNow();
        }
    }

    /// A refused connection has no message of its own.
    private static String cause(ExecutionException problem) {
        var cause = problem.getCause();
        if (cause == null) {
            return problem.getClass().getSimpleName();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Answer.plain(message);
    }

    /// What the server says of it, where it says anything in JSON.
    private String message(HttpResponse<String> response) {
        return Answer.of(response.body(), key)
                .map(answer -> answer.text(answer.has("message") ? "message" : "error"))
                .filter(words -> !words.isEmpty())
                .map(words -> ": " + words)
                .orElse("");
    }

    private LicenseServerException away(String words, Exception problem) {
        return LicenseServerException.away(
                "the licence server " + url + " " + words + "; try again, or look at LICENSE_SERVER_URL", problem);
    }

    private LicenseServerException failed(String words) {
        return LicenseServerException.strange(
                "the licence server " + url + " " + words + "; look at LICENSE_SERVER_URL");
    }
}
