package io.waddleperf.cli.letters;

import io.waddleperf.cli.Plain;
import io.waddleperf.cli.text.Columns;
import io.waddleperf.contracts.DeadLetter.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;

/// All of a letter as text or as JSON.
final class ShownText {
    private ShownText() {}

    static String text(Shown shown, ReplayBook book) {
        var letter = shown.letter().letter();
        var source = letter.source();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                "letter", shown.letter().id() + ", written at " + shown.letter().writtenAt()));
        rows.add(List.of("source", source + "; " + shown.whereIsIt()));
        rows.add(List.of("reader", letter.reader() + ", at " + letter.at()));
        rows.add(List.of("reason", letter.reason()));
        var origins = book.origins(source);
        if (!origins.isEmpty()) {
            String of = origins.stream().map(Source::toString).collect(Collectors.joining(", a replay of "));
            rows.add(List.of("again", "a replay of " + of));
        }
        rows.add(List.of(
                "replayed",
                book.of(source)
                        .map(replay -> "at " + replay.at() + " as " + replay.replayed())
                        .orElse("no")));
        rows.add(List.of("key", shown.key().map(ShownText::utf8).orElse("(none)")));
        addHeaders(shown, rows);
        rows.add(List.of("value", valueLine(shown)));
        rows.replaceAll(row -> row.stream().map(Plain::line).toList());
        return Columns.aligned(rows)
                + shown.value().map(bytes -> ValueText.of(bytes).text()).orElse("");
    }

    private static void addHeaders(Shown shown, List<List<String>> rows) {
        var headers = shown.headers();
        if (headers.isEmpty()) {
            rows.add(List.of("headers", "gone with the record; a replay gives it those of its topic"));
            return;
        }
        String name = "headers";
        for (var header : headers.get()) {
            rows.add(List.of(name, header.key() + ": " + (header.value() == null ? "" : utf8(header.value()))));
            name = "";
        }
    }

    private static String valueLine(Shown shown) {
        var leftOut = shown.letter().letter().leftOutBytes();
        return shown.value()
                .map(bytes -> bytes.length + " bytes, " + ValueText.of(bytes).kind())
                .orElseGet(() -> leftOut.isPresent()
                        ? "gone: its " + leftOut.getAsInt() + " bytes were too many for the letter"
                        : "(none)");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Key and value in base64: they may be no text.
    static Map<String, Object> document(Shown shown, ReplayBook book) {
        var letter = shown.letter().letter();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", shown.letter().id().toString());
        json.put("writtenAt", shown.letter().writtenAt().toString());
        json.put("topic", letter.topic());
        json.put("partition", letter.partition());
        json.put("offset", letter.offset());
        json.put("reader", letter.reader());
        json.put("at", letter.at().toString());
        json.put("reason", letter.reason());
        json.put("stands", shown.found() instanceof Found.Stands);
        json.put("standing", shown.whereIsIt());
        book.of(letter.source()).ifPresent(replay -> {
            json.put("replayedAt", replay.at().toString());
            json.put("replayedOffset", replay.replayedOffset());
        });
        json.put(
                "replayOf",
                book.origins(letter.source()).stream()
                        .map(origin -> Map.of("partition", origin.partition(), "offset", origin.offset()))
                        .toList());
        shown.key().ifPresent(key -> json.put("key", base64(key)));
        shown.headers()
                .ifPresent(headers -> json.put(
                        "headers",
                        StreamSupport.stream(headers.spliterator(), false)
                                .map(ShownText::header)
                                .toList()));
        shown.value().ifPresent(value -> json.put("value", base64(value)));
        return json;
    }

    private static Map<String, Object> header(Header header) {
        return Map.of("name", header.key(), "value", header.value() == null ? "" : utf8(header.value()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
