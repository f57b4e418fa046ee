package io.waddleperf.cli.license;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Fields;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The licence server: the key goes as a bearer token, the product's name as JSON, and nothing else.
///
/// No redirect is followed: the key would go along.
///
/// @param within how long an answer may take, from the first packet to the last byte
record LicenseServer(URI url, LicenseKey key, String product, Duration within) {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /// What a server that is well says.
    sealed interface Reply {
        /// @param answer its fields; the key is masked in it
        record Told(Map<String, Object> answer) implements Reply {}

        /// It does not take the key.
        record Refused(String words) implements Reply {}
    }

    static LicenseServer of(LicenseSettings settings) {
        return new LicenseServer(settings.server(), settings.requireKey(), settings.product(), PATIENCE);
    }

    Reply validate() {
        return ask("/api/v2/validate");
    }

    Reply features() {
        return ask("/api/v2/features");
    }

    /// @throws CommandFailure where it is away, slow or broken
    private Reply ask(String path) {
        var response = send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key.text())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.toJson(Map.of("product", product))))
                .build());
        return switch (response.statusCode()) {
            case OK ->
                new Reply.Told(object(response.body()).orElseThrow(() -> failed("answers what is no object of JSON")));
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
        return message == null ? cause.getClass().getSimpleName() : Plain.start(message, 200);
    }

    /// What the server says of it, where it says anything in JSON.
    private String message(HttpResponse<String> response) {
        return object(response.body())
                .map(answer -> Fields.text(answer, answer.containsKey("message") ? "message" : "error"))
                .filter(words -> !words.equals("-"))
                .map(words -> ": " + words)
                .orElse("");
    }

    /// The key is masked in it: a server says the key that it was sent. Empty where it is no object.
    private Optional<Map<String, Object>> object(String body) {
        try {
            var answer = Json.MAPPER.toJson(Json.MAPPER.fromJsonObject(body)); // without escapes that hide it
            return Optional.ofNullable(Json.MAPPER.fromJsonObject(key.maskedIn(answer)));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private CommandFailure away(String words, Exception problem) {
        return CommandFailure.passing(
                "the licence server " + url + " " + words + "; try again, or look at LICENSE_SERVER_URL", problem);
    }

    private CommandFailure failed(String words) {
        return new CommandFailure(
                Exit.NO_SERVER, "the licence server " + url + " " + words + "; look at LICENSE_SERVER_URL");
    }
}
