package io.waddleperf.cli.letters;

import io.avaje.json.JsonException;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Plain;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes as a person can read them: JSON laid out, text as it is, anything else as a hex dump.
///
/// @param kind in words
/// @param text ends with a line feed
record ValueText(String kind, String text) {
    private static final int MOST_DUMPED = 4_096;
    private static final int ROW = 16;

    static ValueText of(byte[] bytes) {
        var text = utf8(bytes);
        if (text.isEmpty()) {
            return new ValueText("no text", dump(bytes));
        }
        String flaw = flaw(text.get());
        if (flaw.isEmpty()) {
            var laidOut = JsonLayout.of(text.get());
            if (laidOut.isPresent()) {
                return new ValueText("JSON", Plain.lines(laidOut.get()) + '\n');
            }
        }
        return Plain.lines(text.get()).equals(text.get())
                ? new ValueText("text, not JSON" + flaw, text.get() + '\n')
                : new ValueText("no text", dump(bytes));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Empty where it is JSON.
    private static String flaw(String text) {
        try {
            var _ = Json.MAPPER.fromJson(text);
            return "";
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            return ": " + Plain.start(String.valueOf(e.getMessage()), 120);
        } catch (StackOverflowError _) { // the parser recurses
            return ": nested too deep";
        }
    }

    private static String dump(byte[] bytes) {
        var text = new StringBuilder();
        int shown = Math.min(bytes.length, MOST_DUMPED);
        for (int row = 0; row < shown; row += ROW) {
            dumpRow(text, bytes, row, Math.min(shown, row + ROW));
        }
        if (shown < bytes.length) {
            text.append("… and ").append(bytes.length - shown).append(" bytes more; --value writes all of them\n");
        }
        return text.toString();
    }

    private static void dumpRow(StringBuilder text, byte[] bytes, int from, int end) {
        text.append(String.format("%08x ", from));
        var characters = new StringBuilder();
        for (int at = from; at < from + ROW; at++) {
            if (at < end) {
                text.append(String.format(" %02x", bytes[at]));
                characters.append(bytes[at] >= ' ' && bytes[at] < 127 ? (char) bytes[at] : '.');
            } else {
                text.append("   ");
            }
        }
        text.append("  |").append(characters).append("|\n");
    }
}
