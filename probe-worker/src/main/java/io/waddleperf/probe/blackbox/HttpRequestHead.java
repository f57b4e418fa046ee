package io.waddleperf.probe.blackbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What a request says before its body, which ours have none of (RFC 9112, section 3).
///
/// @param path    without the query
/// @param query   as it was sent; empty where there is none
/// @param headers names in lower case, the first of each
record HttpRequestHead(String method, String path, String query, boolean keepsOpen, Map<String, String> headers) {
    private static final int MOST_HEADERS = 100;

    /// @param head lines that end in CR LF or LF, without the empty one
    /// @throws IOException where it is no request of HTTP/1, or one with a body
    static HttpRequestHead parse(String head) throws IOException {
        int end = lineEnd(head, 0);
        String line = stripped(head, 0, end);
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String version = line.substring(last + 1);
        if (first <= 0 || last <= first + 1 || !version.startsWith("HTTP/1.") || line.charAt(first + 1) != '/') {
            throw new IOException("no request line of HTTP/1");
        }
        String target = line.substring(first + 1, last);
        var headers = headers(head, end + 1);
        if (headers.containsKey("transfer-encoding")
                || !headers.getOrDefault("content-length", "0").equals("0")) {
            throw new IOException("a request with a body");
        }
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        int question = target.indexOf('?');
        return new HttpRequestHead(
                line.substring(0, first),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                version.equals("HTTP/1.1") && !connection.equals("close"),
                headers);
    }

    private static Map<String, String> headers(String head, int from) throws IOException {
        var headers = new HashMap<String, String>();
        int at = from;
        while (at < head.length()) {
            int end = lineEnd(head, at);
            int colon = head.indexOf(':', at);
            if (colon <= at || colon > end || headers.size() >= MOST_HEADERS) {
                throw new IOException("no header field, or too many");
            }
            headers.putIfAbsent(head.substring(at, colon).toLowerCase(Locale.ROOT), stripped(head, colon + 1, end));
            at = end + 1;
        }
        return headers;
    }

    private static int lineEnd(String head, int from) {
        int end = head.indexOf('\n', from);
        return end < 0 ? head.length() : end;
    }

    private static String stripped(String head, int from, int to) {
        return head.substring(from, to).strip();
    }
}
