package io.waddleperf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks services of this machine, which ask nobody who he is.
final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Http() {}

    /// Whether there is an answer of success.
    static boolean answers(String url) throws InterruptedException {
        try {
            get(url);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// @throws IOException where there is no answer, or not one of success
    static String get(String url) throws IOException, InterruptedException {
        return send(url, HttpRequest.newBuilder());
    }

    static JsonNode json(String url) throws IOException, InterruptedException {
        return JSON.readTree(get(url));
    }

    static String put(String url, String body) throws IOException, InterruptedException {
        return send(
                url,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    static String post(String url, String body) throws IOException, InterruptedException {
        return send(
                url,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String send(String url, HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = CLIENT.send(
                request.uri(URI.create(url)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
