package io.waddleperf.cli.api;

import io.avaje.json.JsonException;
import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Fields;
import java.util.Map;

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
        var text = new StringBuilder("refused (" + answer.status() + "): " + detail(problem, answer.body()));
        var errors = Fields.items(problem, "errors");
        if (errors.size() > 1) {
            errors.forEach(error -> text.append("\n  ")
                    .append(Fields.text(error, "field"))
                    .append(": ")
                    .append(Fields.text(error, "detail")));
        }
        return new CommandFailure(code(answer.status()), text + advice(answer, who));
    }

    private static int code(int status) {
        boolean ours = status < FIRST_FAULT && status != UNAUTHENTICATED && status != FORBIDDEN && status != TOO_MANY;
        return ours ? Exit.WRONG_USE : Exit.NO_SERVER;
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
            default ->
                answer.status() >= FIRST_FAULT ? "\n`./waddleperf doctor` shows what the server lacks" : "";
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
