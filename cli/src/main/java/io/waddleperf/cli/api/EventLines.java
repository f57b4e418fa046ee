package io.waddleperf.cli.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events as they stand in a stream (WHATWG HTML, section 9.2.6). A carriage return alone ends no line here.
final class EventLines {
    private static final int MOST_BYTES = 8 << 20;

    private final InputStream in;
    private final Runnable sign;
    private Optional<Duration> retry = Optional.empty();
    private String id = "";

    /// @param in   buffered: it is read byte by byte
    /// @param sign of life: run at each event, and at each comment
    EventLines(InputStream in, Runnable sign) {
        this.in = in;
        this.sign = sign;
    }

    /// How long the server wants to be left alone after a break, as far as it has said so.
    Optional<Duration> retry() {
        return retry;
    }

    /// Empty at the end of the stream; an event that was begun is none.
    Optional<ServerEvent> next() throws IOException {
        String type = "message";
        var data = new StringBuilder();
        boolean hasData = false;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                if (hasData) {
                    sign.run();
                    return Optional.of(new ServerEvent(type, id, data.substring(0, data.length() - 1)));
                }
                type = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "" -> sign.run();
                case "event" -> type = value;
                case "data" -> {
                    hasData = true;
                    data.append(value).append('\n');
                    requireRoom(data.length());
                }
                case "id" -> id = value.indexOf('\0') < 0 ? value : id;
                case "retry" -> retry = value.matches("\\d{1,9}") ? millis(value) : retry;
                default -> {} // what a newer server may say
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> millis(String digits) {
        return Optional.of(Duration.ofMillis(Long.parseLong(digits)));
    }

    /// Without what ends it; null at the end of the stream.
    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            bytes.write(next);
            requireRoom(bytes.size());
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static void requireRoom(int size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException("an event of more than " + (MOST_BYTES >> 20) + " MiB");
        }
    }
}
