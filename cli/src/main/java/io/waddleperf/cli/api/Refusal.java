package io.waddleperf.cli.api;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Fields;
import java.util.Map;
import java.util.stream.Collectors;

/// A refusal of the API (RFC 9457) as a command tells it: what is wrong, where, and what to do.
final class Refusal {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAULT = 500;
    private static final int MOST_DETAIL = 2_000;

    private Refusal() {}

    /// @param who the command that lets the caller in, with its options
    static CommandFailure of(Answer answer, String who) {
        var problem = problem(answer.body());
        String whole = "refused (" + answer.status() + "): " + words(problem, answer.body()) + advice(answer, who);
        int status = answer.status();
        return status >= FIRST_FAULT || status == TOO_MANY
                ? CommandFailure.passing(whole, null)
                : new CommandFailure(
                        status == UNAUTHENTICATED || status == FORBIDDEN ? Exit.NO_SERVER : Exit.WRONG_USE, whole);
    }

    /// Of several errors each has a line: the detail says all of them in one.
    private static String words(Map<String, Object> problem, String body) {
        var errors = Fields.items(problem, "errors");
        return errors.size() < 2
                ? detail(problem, body)
                : errors.stream()
                        .map(error -> "\n  " + Fields.text(error, "field") + ": " + Fields.text(error, "detail"))
                        .collect(Collectors.joining("", Fields.text(problem, "title"), ""));
    }

    private static String advice(Answer answer, String who) {
        return switch (answer.status()) {
            case UNAUTHENTICATED -> "\n`" + who + "` signs in; or set WADDLEPERF_TOKEN to a token";
            case FORBIDDEN ->
                "\n`./waddleperf doctor` shows who asks and what they may do; `" + who + "` signs in as another";
            case TOO_MANY ->
                answer.header("Retry-After")
                        .map(seconds -> "\ntry again in " + Plain.line(seconds) + " s")
                        .orElse("\ntry again later");
            default -> answer.status() >= FIRST_FAULT ? "\n`./waddleperf doctor` shows what the server lacks" : "";
        };
    }

    private static Map<String, Object> problem(String body) {
        try {
            return Json.MAPPER.fromJsonObject(body);
        } catch (JsonException _) {
            return Map.of();
        }
    }

    private static String detail(Map<String, Object> problem, String body) {
        return Plain.start(String.valueOf(problem.getOrDefault("detail", body)), MOST_DETAIL);
    }
}
