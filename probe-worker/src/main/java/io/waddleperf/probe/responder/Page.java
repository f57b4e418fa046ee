package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Version;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a path is answered with, whichever version of HTTP asks.
sealed interface Page {
    int MOST_DELAY_MS = 10_000;
    int MOST_BYTES = 10 * 1_048_576;
    Text TOO_MANY = new Text(429, "too many requests, or too many bytes a second\n");

    String PLAIN = "text/plain; charset=utf-8";
    String JSON = "application/json";

    /// As services answer it.
    String VERSION = Version.current(InstantSource.system()).told("responder");

    /// A line for people, or for programs.
    ///
    /// @param type the media type
    record Text(int status, String text, String type) implements Page {
        Text(int status, String text) {
            this(status, text, PLAIN);
        }
    }

    /// A line that comes late.
    record Later(int ms) implements Page {
        Text then() {
            return new Text(200, ms + " ms later\n");
        }
    }

    /// So many bytes of no meaning.
    record Bytes(int count) implements Page {}

    Pattern NUMBERED = Pattern.compile("/(status|delay|bytes)/(\\d{1,8})");
    Pattern COUNT = Pattern.compile("(?:^|&)n=(\\d{1,8})(?:&|$)");

    /// @param path  null for what is none, as in `OPTIONS *`
    /// @param query what stands behind `?`, else null
    static Page of(@Nullable String path, @Nullable String query) {
        String asked = path == null ? "" : path;
        var numbered = NUMBERED.matcher(asked);
        if (numbered.matches()) {
            return numbered(numbered.group(1), Integer.parseInt(numbered.group(2)));
        }
        var count = COUNT.matcher(query == null ? "" : query);
        return switch (asked) {
            case "/" -> new Text(200, "waddleperf responder\n");
            case "/health" -> new Text(200, "ok\n");
            case "/version" -> new Text(200, VERSION, JSON);
            case "/bytes" -> count.find() ? bytes(Integer.parseInt(count.group(1))) : new Text(400, "say ?n=BYTES\n");
            default ->
                new Text(404, "try /, /health, /version, /status/{code}, /delay/{ms}, /bytes/{n} or /bytes?n={n}\n");
        };
    }

    private static Page numbered(String what, int number) {
        return switch (what) {
            case "status" ->
                number >= 200 && number <= 599 ? new Text(number, number + "\n") : new Text(400, "200 to 599\n");
            case "delay" ->
                number <= MOST_DELAY_MS ? new Later(number) : new Text(400, "at most " + MOST_DELAY_MS + " ms\n");
            default -> bytes(number);
        };
    }

    private static Page bytes(int count) {
        return count <= MOST_BYTES ? new Bytes(count) : new Text(400, "at most " + MOST_BYTES + " bytes\n");
    }
}
