package io.waddleperf.cli.api;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the API answered, a refusal too.
///
/// @param headers by name in small letters
/// @param body    as it came, empty where there is none
public record Answer(int status, Map<String, List<String>> headers, String body) {
    private static final int FIRST_REFUSAL = 300;

    public Answer {
        headers = Map.copyOf(headers);
    }

    public boolean isRefusal() {
        return status < HttpURLConnection.HTTP_OK || status >= FIRST_REFUSAL;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /// The object that the body is; empty where there is no body.
    public Map<String, Object> json() {
        try {
            return body.isBlank() ? Map.of() : Json.MAPPER.fromJsonObject(body);
        } catch (JsonException e) {
            throw new CommandFailure(
                    Exit.NO_SERVER,
                    "the API does not answer in JSON: is it WaddlePerf's, and not that of a proxy before it?",
                    e);
        }
    }
}
