package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Status line and header fields of a response.
///
/// @param version such as `HTTP/1.1` or `HTTP/2`
/// @param fields  names in lower case
public record ResponseHead(String version, int status, List<HeaderField> fields) {
    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/1\\.[01]) ([1-5]\\d\\d)(?: .*)?");

    /// How the end of the body is told (RFC 9112, section 6.3).
    public sealed interface Framing {
        record Nothing() implements Framing {}

        record Chunked() implements Framing {}

        record Length(long bytes) implements Framing {}

        record UntilClose() implements Framing {}
    }

    public ResponseHead {
        fields = List.copyOf(fields);
    }

    /// @param lines without their ends, the first is the status line
    public static ResponseHead parse(List<String> lines) throws HttpFormatException {
        var start = STATUS_LINE.matcher(lines.getFirst());
        if (!start.matches()) {
            throw new HttpFormatException("no HTTP/1 status line: " + shortened(lines.getFirst()));
        }
        var fields = new ArrayList<HeaderField>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new HttpFormatException("no header field: " + shortened(line));
            }
            fields.add(new HeaderField(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        return new ResponseHead(start.group(1), Integer.parseInt(start.group(2)), fields);
    }

    /// 1xx: the real response follows.
    public boolean interim() {
        return status < 200;
    }

    public Framing framing() throws HttpFormatException {
        if (status == 204 || status == 304) {
            return new Framing.Nothing();
        }
        var codings = values("transfer-encoding");
        if (!codings.isEmpty()) {
            boolean chunked = codings.getLast().toLowerCase(Locale.ROOT).endsWith("chunked");
            return chunked ? new Framing.Chunked() : new Framing.UntilClose();
        }
        var lengths = values("content-length").stream().distinct().toList();
        if (lengths.isEmpty()) {
            return new Framing.UntilClose();
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("\\d{1,18}")) {
            throw new HttpFormatException("content-length is " + shortened(lengths.toString()));
        }
        return new Framing.Length(Long.parseLong(lengths.getFirst()));
    }

    /// Of all fields of that name, in order.
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .toList();
    }

    public static String shortened(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
