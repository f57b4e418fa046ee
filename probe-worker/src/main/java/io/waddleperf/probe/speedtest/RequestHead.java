package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.http.HttpFormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a client asks for.
///
/// @param path   without the query
/// @param query  as it was sent; empty where there is none
/// @param fields names in lower case
record RequestHead(String method, String path, String query, boolean version11, Map<String, String> fields) {
    private static final Pattern LINE = Pattern.compile("([A-Z]{1,20}) ([!-~]{1,2000}) HTTP/1\\.([01])");

    /// A body's length that is told by itself.
    static final long CHUNKED = -1;

    RequestHead {
        fields = Map.copyOf(fields);
    }

    /// @param lines without their ends, the first is the request line
    static RequestHead parse(List<String> lines) throws HttpFormatException {
        var line = LINE.matcher(lines.getFirst());
        if (!line.matches()) {
            throw new HttpFormatException("no request line of HTTP/1");
        }
        String target = line.group(2).replaceFirst("^http://[^/?]*", ""); // as a proxy would be asked
        int question = target.indexOf('?');
        return new RequestHead(
                line.group(1),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                line.group(3).equals("1"),
                fields(lines.subList(1, lines.size())));
    }

    private static Map<String, String> fields(List<String> lines) throws HttpFormatException {
        var fields = new HashMap<String, String>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.substring(0, colon).matches("[!-~]+")) {
                throw new HttpFormatException("no header field");
            }
            String value = line.substring(colon + 1).strip();
            String before = fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), value);
            if (before != null && line.regionMatches(true, 0, "content-length", 0, colon) && !before.equals(value)) {
                throw new HttpFormatException("two lengths");
            }
        }
        return fields;
    }

    /// Of the body; 0 for none, [#CHUNKED] where the chunks tell it.
    ///
    /// @throws HttpFormatException where it is told twice, or not in numbers
    long bodyBytes() throws HttpFormatException {
        String length = fields.get("content-length");
        String coding = fields.get("transfer-encoding");
        if (coding == null) {
            if (length != null && !length.matches("\\d{1,15}")) {
                throw new HttpFormatException("content-length is no number");
            }
            return length == null ? 0 : Long.parseLong(length);
        }
        if (length != null || !coding.equalsIgnoreCase("chunked")) {
            throw new HttpFormatException("transfer-encoding must be chunked, without a length");
        }
        return CHUNKED;
    }

    boolean keepsOpen() {
        String said = fields.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return version11 ? !said.contains("close") : said.contains("keep-alive");
    }

    /// Whether the client waits for a word before it sends the body.
    boolean waits() {
        return version11 && fields.getOrDefault("expect", "").equalsIgnoreCase("100-continue");
    }

    /// The first value of that name in the query.
    Optional<String> parameter(String name) {
        for (String one : query.split("&", -1)) {
            int equals = one.indexOf('=');
            if (name.equals(equals < 0 ? one : one.substring(0, equals))) {
                return Optional.of(equals < 0 ? "" : one.substring(equals + 1));
            }
        }
        return Optional.empty();
    }
}
